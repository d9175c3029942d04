"""Which ways to pay a seller takes, of those that pay into the seller's own hands."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.money_access import get_money_desk
from shop.desk.views import draw
from shop.payments.models import Attempt
from shop.ways.changing import choose_ways, ways_taken
from shop.ways.registry import WAYS
from shop.ways.terms import SELLERS_CHOOSE, WayTerms, is_direct, market_terms, with_promptpay
from shop.ways.words import for_sellers, name_of


@dataclass(frozen=True)
class Row:
    code: str
    terms: WayTerms
    on: bool
    needs_account: bool = False

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def hint(self) -> str:
        return for_sellers(self.code)

    @property
    def can_choose(self) -> bool:
        return self.terms.on and not self.needs_account


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ways(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _save(request, get_desk(request, Power.EDIT_SHOP))
    desk = get_money_desk(request)
    page = {
        "own": _own_rows(desk),
        "markets": _market_rows(),
        "may_edit": desk.may(Power.EDIT_SHOP),
    }
    return draw(request, desk, "money_ways", page)


def _save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take what can be chosen; what is off in the market stays as the seller had it."""
    rows = _own_rows(desk)
    posted = set(request.POST.getlist("way"))
    chosen = [row.code for row in rows if (row.code in posted if row.can_choose else row.on)]
    choose_ways(desk.seller, chosen, desk.user)
    messages.success(request, _("Saved."))
    return redirect("desk:money-ways")


def _own_rows(desk: Desk) -> list[Row]:
    terms, taken = market_terms(), ways_taken(desk.seller)
    has_promptpay = bool(with_promptpay([desk.seller.pk]))
    return [
        Row(
            code,
            terms[code],
            code in taken,
            needs_account=code == Attempt.Method.SELLER_QR and not has_promptpay,
        )
        for code in SELLERS_CHOOSE
    ]


def _market_rows() -> list[Row]:
    """Return what the marketplace takes for every seller."""
    if is_direct():
        return []
    terms = market_terms()
    return [
        Row(code, terms[code], on=True)
        for code in WAYS
        if code not in SELLERS_CHOOSE and terms[code].on
    ]
