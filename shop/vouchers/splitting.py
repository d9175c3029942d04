"""What each offer took off each line of a basket: taken as it stands, never worked out again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.basket.contents import Line
from shop.money import ZERO, split
from shop.purchases.models import SellerOrderLine
from shop.vouchers.models import Bearer, LineDiscount, Terms
from shop.vouchers.offers import terms_of


@dataclass(frozen=True)
class Part:
    """What one offer took off one line."""

    offer: Any
    amount: Decimal

    @property
    def terms(self) -> Terms | None:
        return terms_of(self.offer)

    @property
    def bearer(self) -> str:
        """Return who bears it; what no seller or community offered is the marketplace's."""
        return self.terms.bearer if self.terms else Bearer.MARKETPLACE

    @property
    def community_id(self) -> int | None:
        return self.terms.community_id if self.terms else None

    @property
    def code(self) -> str:
        voucher = self.offer.get_voucher()
        return voucher.code if voucher else ""


def parts_of(line: Line) -> list[Part]:
    """Return the parts of a line's discount; they sum to it."""
    raw: dict[Any, Decimal] = {}
    for application in line.basket_line.discounts.all():
        raw[application.offer] = raw.get(application.offer, ZERO) + application.amount
    if not raw or not line.discount:
        return []
    amounts = split(line.discount, list(raw.values()))
    return [Part(offer, part) for offer, part in zip(raw, amounts, strict=True) if part]


def elsewhere(line: Line) -> Decimal:
    """Return what others than the seller bear of a line's discount."""
    parts = parts_of(line)
    return sum((part.amount for part in parts if part.bearer != Bearer.SELLER), ZERO)


def write_parts(pairs: Iterable[tuple[SellerOrderLine, Line]]) -> None:
    """Write what each line got from whom."""
    LineDiscount.objects.bulk_create(
        LineDiscount(
            line=sold,
            seller_order_id=sold.seller_order_id,
            offer_id=part.offer.pk,
            code=part.code,
            bearer=part.bearer,
            community_id=part.community_id,
            amount=part.amount,
            ordered_amount=part.amount,
        )
        for sold, line in pairs
        for part in parts_of(line)
    )


def taken_by_offer(lines: Iterable[Line]) -> dict[int, Decimal]:
    """Return {offer id: what it took off all lines}."""
    found: dict[int, Decimal] = {}
    for line in lines:
        for part in parts_of(line):
            found[part.offer.pk] = found.get(part.offer.pk, ZERO) + part.amount
    return found
