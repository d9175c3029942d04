"""Slips for the seller's own account: she looks into her bank, and says yes or no."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.slips_forms import CameForm, NotCameForm
from shop.desk.views import draw
from shop.slips.access import get_desks_slip
from shop.slips.deciding import confirm, look_again, refuse
from shop.slips.errors import AmountsDiffer, Decided
from shop.slips.models import Slip
from shop.slips.waiting import sellers_slips
from shop.slips.words import DECIDED, differ_sentence

PER_PAGE = 25
ACTS = frozenset({"confirm", "refuse", "again"})


@login_required
@require_safe
def slips(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    found = Paginator(sellers_slips(desk.seller), PER_PAGE).get_page(request.GET.get("page"))
    return draw(request, desk, "money_slips", {"page_obj": found})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    found = get_desks_slip(desk, key)
    if request.method != "POST":
        return _draw(request, desk, found)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    asked = found.payment.amount
    coming = CameForm(request.POST if act == "confirm" else None, asked=asked)
    refusing = NotCameForm(request.POST if act == "refuse" else None)
    if act == "again" or coming.is_valid() or refusing.is_valid():
        _decide(request, desk, found, coming, refusing)
        return redirect("desk:money-slips")
    return _draw(request, desk, found, 422, coming=coming, refusing=refusing)


def _decide(
    request: HttpRequest, desk: Desk, found: Slip, coming: CameForm, refusing: NotCameForm
) -> None:
    try:
        if coming.is_bound:
            attempt = confirm(found, coming.cleaned_data["amount"], desk.user)
            if attempt.refunded:
                text = _("Written down. This money cannot be kept: give it back to the buyer.")
                messages.warning(request, text)
            else:
                messages.success(request, _("Paid. You can pack it now."))
        elif refusing.is_bound:
            refuse(found, refusing.cleaned_data["why"], desk.user)
            messages.success(request, _("Refused. The buyer reads why."))
        else:
            look_again(found, desk.user)
    except Decided:
        messages.error(request, str(DECIDED))
    except AmountsDiffer as differ:
        messages.error(request, differ_sentence(differ))


def _draw(
    request: HttpRequest, desk: Desk, found: Slip, status: int = 200, **forms: Any
) -> HttpResponse:
    page = {
        "section": "money_slip",
        "slip": found,
        "payment": found.payment,
        "coming": CameForm(initial={"amount": found.payment.amount}, asked=found.payment.amount),
        "refusing": NotCameForm(),
    }
    return draw(request, desk, "money_slip", {**page, **forms}, status)
