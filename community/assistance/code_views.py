"""The owner's yes by a code: sent to the owner's telephone, read out, typed by the helper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from community.assistance.access import get_asked_grant, get_helper
from community.assistance.errors import GrantError
from community.assistance.forms import CodeForm
from community.assistance.grant_views import draw_grant
from community.assistance.granting import start_by_code
from community.assistance.models import Grant
from community.assistance.words import day_in_words, powers_in_words
from community.channels.codes import (
    CodeEnded,
    SmsFailed,
    TooSoon,
    WrongCode,
    check_code,
    send_code,
)

PURPOSE = "grant"


@login_required
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the owner a text that says who asks, for what and until when, with the code."""
    asked = get_asked_grant(get_helper(request), pk)
    if asked.state == Grant.State.ASKED and asked.owner.phone:
        send_or_say(request, asked, asked.owner.phone)
    return redirect("helping:grant", pk)


def send_or_say(request: HttpRequest, asked: Grant, phone: str) -> None:
    try:
        with translation.override(asked.owner.language):
            send_code(phone, PURPOSE, subject_of(asked), request, **facts_of(asked))
    except TooSoon as error:
        text = _("A code was sent just now. Wait %(seconds)s seconds before the next one.")
        messages.error(request, text % {"seconds": error.seconds})
    except SmsFailed:
        messages.error(request, _("The text did not go out. Try again, or use the signed paper."))
    else:
        messages.success(request, _("Sent. The owner reads you the six digits if it is a yes."))


def subject_of(asked: Grant) -> str:
    return f"grant:{asked.pk}"


def facts_of(asked: Grant) -> dict[str, str]:
    """Return who, where, what and until when, in the language that is active."""
    return {
        "helper": str(asked.helper.user),
        "centre": asked.helper.centre,
        "seller": asked.seller.name,
        "powers": powers_in_words(asked.powers),
        "until": day_in_words(asked.until),
    }


@login_required
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    helper = get_helper(request)
    asked = get_asked_grant(helper, pk)
    if asked.state != Grant.State.ASKED:
        return redirect("helping:grant", pk)
    form = CodeForm(request.POST)
    if form.is_valid():
        check_or_say(form, asked)
    if form.errors:
        return draw_grant(request, helper, asked, form, status=422)
    messages.success(request, _("Done. You may act here now."))
    return redirect("helping:grant", pk)


def check_or_say(form: CodeForm, asked: Grant) -> None:
    """Begin the grant, or write into the form why the code is no yes."""
    try:
        check_code(asked.owner.phone or "", PURPOSE, subject_of(asked), form.cleaned_data["code"])
        start_by_code(asked)
    except WrongCode as error:
        text = ngettext(
            "That is not the code. %(left)s more try.",
            "That is not the code. %(left)s more tries.",
            error.left,
        )
        form.add_error("code", text % {"left": error.left})
    except CodeEnded:
        form.add_error("code", _("This code is too old or was tried too often. Send a new one."))
    except GrantError:
        form.add_error("code", _("This is no longer waiting for an answer."))
