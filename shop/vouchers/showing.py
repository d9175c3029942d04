"""Vouchers as their owners see them, and what buyers read of who gives a discount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from community.groups.models import Community
from community.sellers.models import Seller
from shop.basket.contents import Contents
from shop.money import ZERO
from shop.purchases.models import Purchase, SellerOrder
from shop.vouchers.access import own_terms
from shop.vouchers.making import Owner
from shop.vouchers.models import Bearer, LineDiscount, Terms
from shop.vouchers.splitting import parts_of

SHOWN = 100


@dataclass(frozen=True)
class Shown:
    """One voucher in its owner's list."""

    terms: Terms
    used: int
    times: int | None
    taken: Decimal
    budget: Decimal | None
    state: str  # running, coming, over, stopped, used_up

    @property
    def may_stop(self) -> bool:
        return self.state in {"running", "coming", "used_up"}


def vouchers_of(owner: Owner) -> list[Shown]:
    found = own_terms(owner).prefetch_related("voucher__offers")[:SHOWN]
    return [_shown(terms) for terms in found]


def _shown(terms: Terms) -> Shown:
    offer = next(iter(terms.voucher.offers.all()))
    return Shown(
        terms,
        offer.num_orders,
        offer.max_global_applications,
        offer.total_discount,
        offer.max_discount,
        _state(terms, offer),
    )


def _state(terms: Terms, offer: Any) -> str:
    now = timezone.now()
    if terms.stopped_at:
        return "stopped"
    if terms.voucher.end_datetime < now:
        return "over"
    if offer.get_max_applications() == 0:
        return "used_up"
    return "coming" if terms.voucher.start_datetime > now else "running"


@dataclass(frozen=True)
class Given:
    """What a buyer got off, and who gives it."""

    code: str
    giver: str
    amount: Decimal


def given_in(contents: Contents) -> list[Given]:
    """Return what is taken off a basket, one row for each code and giver."""
    rows = [(part.code, _giver_of(part.terms), part.amount) for part in _parts(contents)]
    return _together(rows)


def _parts(contents: Contents) -> list[Any]:
    return [part for line in contents.lines for part in parts_of(line)]


def _giver_of(terms: Terms | None) -> str:
    owner = terms and (terms.seller or terms.community)
    return owner.name if owner else _("the marketplace")


def given_of(of: Purchase | SellerOrder) -> list[Given]:
    """Return what was taken off a purchase, or one seller's share of it."""
    if not of.discount:
        return []
    share = {"seller_order": of} if isinstance(of, SellerOrder) else {"seller_order__purchase": of}
    rows = (
        LineDiscount.objects.filter(**share)
        .values_list("code", "bearer", "community", "seller_order__seller")
        .annotate(sum=Sum("amount"))
        .order_by("code", "bearer", "seller_order__seller")
    )
    return _together(_named(list(rows)))


def _named(rows: list[Any]) -> list[tuple[str, str, Decimal]]:
    communities = Community.objects.in_bulk([row[2] for row in rows if row[2]])
    sellers = Seller.objects.in_bulk([row[3] for row in rows if row[1] == Bearer.SELLER])
    named = []
    for code, bearer, community, seller, amount in rows:
        if bearer == Bearer.SELLER:
            giver = sellers[seller].name
        else:
            giver = communities[community].name if community else _("the marketplace")
        named.append((code, giver, amount))
    return named


def _together(rows: Iterable[tuple[str, str, Decimal]]) -> list[Given]:
    sums: dict[tuple[str, str], Decimal] = {}
    for code, giver, amount in rows:
        sums[code, giver] = sums.get((code, giver), ZERO) + amount
    return [Given(code, giver, amount) for (code, giver), amount in sums.items() if amount]
