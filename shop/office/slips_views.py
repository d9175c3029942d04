"""The staff's queue of slips: look, compare with the bank, say yes or no, and the next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.slips_forms import ConfirmForm, RefuseForm
from shop.office.views import draw
from shop.slips.access import get_any_slip
from shop.slips.deciding import confirm, look_again, refuse
from shop.slips.errors import AmountsDiffer, Decided
from shop.slips.models import Slip
from shop.slips.waiting import decided_slips, waiting_slips
from shop.slips.words import DECIDED, differ_sentence

ACTS = frozenset({"confirm", "refuse", "again"})


@staff_only
@require_safe
def slips(request: HttpRequest) -> HttpResponse:
    is_done = request.GET.get("show") == "done"
    found = decided_slips() if is_done else waiting_slips()
    page = {"page_obj": page_of(found, request.GET.get("page", "1")), "is_done": is_done}
    return draw(request, "slips", page)


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one slip; a decision leads to the next that waits."""
    found = get_any_slip(key)
    if request.method != "POST":
        return _draw(request, found)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    asked = found.payment.amount
    confirming = ConfirmForm(request.POST if act == "confirm" else None, asked=asked)
    refusing = RefuseForm(request.POST if act == "refuse" else None)
    if act == "again" or confirming.is_valid() or refusing.is_valid():
        _decide(request, found, act, confirming, refusing)
        return _next(found)
    response = _draw(request, found, confirming=confirming, refusing=refusing)
    response.status_code = 422
    return response


def _decide(
    request: HttpRequest, found: Slip, act: str, confirming: ConfirmForm, refusing: RefuseForm
) -> None:
    staff = staff_of(request)
    try:
        if act == "again":
            look_again(found, staff)
        elif act == "refuse":
            refuse(found, refusing.cleaned_data["why"], staff)
            messages.success(request, _("Refused. The buyer reads why on the page of the slip."))
        else:
            attempt = confirm(found, confirming.cleaned_data["amount"], staff)
            if attempt.refunded:
                messages.warning(request, _("Booked. It cannot be kept: it goes back."))
            else:
                messages.success(request, _("Booked: the purchase is paid."))
    except Decided:
        messages.error(request, str(DECIDED))
    except AmountsDiffer as differ:
        messages.error(request, differ_sentence(differ))


def _next(found: Slip) -> HttpResponse:
    following = waiting_slips().filter(pk__gt=found.pk).first() or waiting_slips().first()
    if found.is_waiting or following is None:
        return redirect("office:slips")
    return redirect("office:slip", following.key)


def _draw(request: HttpRequest, found: Slip, **forms: Any) -> HttpResponse:
    page = {
        "section": "slip",
        "slip": found,
        "payment": found.payment,
        "lines": found.bank_lines.all(),
        "others": found.payment.slips.exclude(pk=found.pk),
        "confirming": ConfirmForm(
            initial={"amount": found.payment.amount}, asked=found.payment.amount
        ),
        "refusing": RefuseForm(),
    }
    return draw(request, "slip", {**page, **forms})
