"""A helper asks an owner, and follows what came of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.assistance import qr
from community.assistance.access import get_asked_grant, get_helper
from community.assistance.asking import Owned, get_known, shops_to_ask
from community.assistance.errors import GrantedAlready, GrantError, NotTheirs
from community.assistance.forms import AskForm, CodeForm
from community.assistance.granting import ask, end
from community.assistance.models import Grant, Helper
from community.assistance.telling import tell_asked
from community.assistance.views import draw

State = Grant.State


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_owner(request: HttpRequest) -> HttpResponse:
    helper = get_helper(request)
    slug = request.GET.get("seller", "")
    known = get_known(helper, slug) if slug else None
    form = AskForm(request.POST if request.method == "POST" else None, known=known)
    if form.is_valid() and form.owned:
        asked = ask_or_say(form, helper, form.owned)
        if asked:
            return redirect("helping:grant", asked.pk)
    page = {"form": form, "known": known, "shops": [] if known else shops_to_ask(helper)}
    return draw(request, helper, "ask", page, status=422 if form.errors else 200)


def ask_or_say(form: AskForm, helper: Helper, owned: Owned) -> Grant | None:
    """Return the grant that was asked for, or write what is in the way into the form."""
    powers, until = form.cleaned_data["powers"], form.cleaned_data["until"]
    try:
        return ask(helper, owned.seller, owned.owner, powers, until)
    except GrantedAlready:
        form.add_error(None, _("You have asked this owner already, or help there now."))
    except NotTheirs:
        form.add_error(None, _("You work in this shop yourself: you need nobody's leave."))
    return None


@login_required
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    helper = get_helper(request)
    return draw_grant(request, helper, get_asked_grant(helper, pk), CodeForm())


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Print what the owner signs; its code leads staff to this grant in the office."""
    helper = get_helper(request)
    asked = get_asked_grant(helper, pk)
    if asked.state != State.ASKED:
        return redirect("helping:grant", pk)
    address = settings.SITE_URL + reverse("office:helper-grant", args=[pk])
    page = {"grant": asked, "code": qr.draw(address), "today": timezone.localdate()}
    return draw(request, helper, "sheet", page)


@login_required
@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the owner, who then says yes on the own desk. A second press tells nothing more."""
    asked = get_asked_grant(get_helper(request), pk)
    if asked.state == State.ASKED:
        tell_asked(asked)
        messages.success(request, _("The owner has been told, and can say yes on the own desk."))
    return redirect("helping:grant", pk)


@login_required
@require_POST
def end_own(request: HttpRequest, pk: int) -> HttpResponse:
    helper = get_helper(request)
    given = get_asked_grant(helper, pk)
    try:
        end(given, helper.user)
    except GrantError:
        messages.info(request, _("It had ended already."))
    else:
        messages.success(request, _("Ended. You no longer act here."))
    return redirect("helping:grant", pk)


def draw_grant(
    request: HttpRequest, helper: Helper, shown: Grant, form: CodeForm, status: int = 200
) -> HttpResponse:
    is_over = shown.until < timezone.localdate()
    page = {
        "grant": shown,
        "form": form,
        "is_asked": shown.state == State.ASKED and not is_over,
        "is_active": shown.state == State.ACTIVE and not is_over,
    }
    return draw(request, helper, "grant", page, status)
