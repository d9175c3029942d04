"""What the terms that were frozen at the sale make of what is left of it. Never today's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from shop.money import baht, percent_of
from shop.purchases.models import SellerOrder


@dataclass(frozen=True)
class Frozen:
    """What a seller order carries of each, in baht.

    `elsewhere` is the part of `discount_elsewhere` that the seller keeps: what a marketplace's
    or a community's voucher paid for goods that went back goes back to who bore it.
    """

    commission: Decimal
    vat: Decimal  # on top of the commission
    fund: Decimal  # of the commission, a community's
    elsewhere: Decimal


def commission_of(
    seller_order: SellerOrder,
    goods: Decimal,
    delivery: Decimal,
    lines: Mapping[int, Decimal] | None = None,
) -> Frozen:
    """Return what is due of a seller order of which this much is left.

    `goods` is what the buyer still pays for goods (goods - discount - what goes back of it),
    `delivery` likewise. `lines`, {line id: what the buyer still pays for it}, makes it exact
    where goods carry different rules; without it what went back is taken from all alike.
    What comes back with a refund is commission_of(before) - commission_of(after), field by field.
    """
    elsewhere = _part(seller_order.discount_elsewhere, goods, seller_order)
    commission = percent_of(goods + elsewhere, seller_order.commission_percent)
    vat = percent_of(commission, seller_order.commission_vat_percent)
    return Frozen(commission, vat, _fund(seller_order, commission), elsewhere)


def _part(amount: Decimal, goods: Decimal, seller_order: SellerOrder) -> Decimal:
    paid = seller_order.goods - seller_order.discount
    return baht(amount * goods / paid) if paid else amount


def _fund(seller_order: SellerOrder, commission: Decimal) -> Decimal:
    whole = seller_order.commission
    return baht(seller_order.commission_fund * commission / whole) if whole else Decimal("0.00")
