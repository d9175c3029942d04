"""The staff's queue of certificates: look at the paper, let buyers see it, or refuse it."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from community.people.models import User
from shop.certificates import deciding
from shop.certificates.access import get_certificate
from shop.certificates.models import Certificate
from shop.certificates.moves import ALLOWED, HasEnded, MoveRefused
from shop.certificates.queue import find_certificates, next_waiting
from shop.office.access import staff_only
from shop.office.finding import page_of
from shop.office.views import draw

State = Certificate.State
QUEUE = "office:certificates"


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why, in words for the seller"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write why: the seller has to mend it.")},
    )


@staff_only
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", State.WAITING)
    page = {
        "state": state if state in State else State.WAITING,
        "states": State.choices,
        "page_obj": page_of(find_certificates(state), request.GET.get("page", "1")),
    }
    return draw(request, "certificates", page)


@staff_only
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    return draw_one(request, get_certificate(pk), RefuseForm())


@staff_only
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_certificate(pk)
    try:
        deciding.check(shown, by(request), seen_at(request))
    except HasEnded:
        messages.error(request, _("Its last day is over: refuse it, and say so."))
    except MoveRefused:
        messages.error(request, _("Nothing was done: it has changed since. Look again."))
    else:
        messages.success(request, _("Checked. Buyers see it from now on."))
        return to_the_next()
    return redirect("office:certificate", pk)


@staff_only
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    shown, form = get_certificate(pk), RefuseForm(request.POST)
    if not form.is_valid():
        return draw_one(request, shown, form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        deciding.refuse(shown, by(request), seen_at(request), reason)
    except MoveRefused:
        messages.error(request, _("Nothing was done: it has changed since. Look again."))
        return redirect("office:certificate", pk)
    messages.success(request, _("Refused. The seller is told why."))
    return to_the_next()


def by(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in


def seen_at(request: HttpRequest) -> datetime:
    """Return when what staff looked at was sent. Raises MoveRefused for nonsense."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    if seen is None or seen.tzinfo is None:
        raise MoveRefused("")
    return seen


def to_the_next() -> HttpResponse:
    following = next_waiting()
    return redirect("office:certificate", following) if following else redirect(QUEUE)


def draw_one(
    request: HttpRequest, shown: Certificate, form: RefuseForm, status: int = 200
) -> HttpResponse:
    page = {
        "certificate": shown,
        "covered": shown.listings.order_by("title_th"),
        "seen": shown.sent_at.isoformat(),
        "may_check": State.CHECKED in ALLOWED[shown.state],
        "may_refuse": State.REFUSED in ALLOWED[shown.state],
        "form": form,
    }
    response = draw(request, "certificate", page)
    response.status_code = status
    return response
