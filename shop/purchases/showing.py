"""What a buyer's page shows of a purchase, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from shop.listings.models import Photo
from shop.listings.units import unit_label
from shop.money import ZERO
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.refunds.models import Refund


@dataclass(frozen=True)
class ShownLine:
    line: SellerOrderLine
    image: dict[str, Any] | None
    unit: str


@dataclass(frozen=True)
class ShownOrder:
    order: SellerOrder
    lines: list[ShownLine]
    refunds: list[Refund]


def show(purchase: Purchase) -> dict[str, Any]:
    orders = list(
        purchase.seller_orders.select_related("seller__province", "shipment")
        .prefetch_related("lines", "refunds")
        .order_by("number")
    )
    pictures = pictures_of(line for order in orders for line in order.lines.all())
    return {
        "purchase": purchase,
        "shown_orders": [_shown(order, pictures) for order in orders],
        "vat": sum((order.vat for order in orders), ZERO),
        "can_pay": purchase.is_awaiting and purchase.expires_at > timezone.now(),
        "refund_due": refund_due(purchase),
        **weight_back(purchase, orders),
    }


def pictures_of(lines: Iterable[SellerOrderLine]) -> dict[str, dict[str, Any] | None]:
    """Return the pictures that still exist, by the key that the line froze."""
    keys = {line.photo_key for line in lines if line.photo_key}
    return {photo.key: photo.image for photo in Photo.objects.filter(key__in=keys)}


def refund_due(purchase: Purchase) -> Decimal:
    """Return how much of the buyer's money came in vain and goes back, in baht."""
    due = Refund.objects.filter(purchase=purchase, state__in=Refund.DUE)
    in_vain = due.filter(reason__in=Refund.IN_VAIN)
    return sum(in_vain.values_list("amount", flat=True), ZERO)


def weight_back(purchase: Purchase, orders: Iterable[SellerOrder]) -> dict[str, Decimal]:
    """Return what lighter goods give back: all of it, what is still due, what was paid first."""
    refunds = [
        refund
        for order in orders
        for refund in order.refunds.all()
        if refund.reason == Refund.Reason.WEIGHT
    ]
    back = sum((refund.amount for refund in refunds), ZERO)
    due = [refund.amount for refund in refunds if refund.is_due]
    return {
        "weight_back": back,
        "weight_due": sum(due, ZERO),
        "paid_first": purchase.total + back,
    }


def _shown(order: SellerOrder, pictures: dict[str, dict[str, Any] | None]) -> ShownOrder:
    return ShownOrder(
        order,
        [
            ShownLine(line, pictures.get(line.photo_key), unit_label(line.unit))
            for line in order.lines.all()
        ],
        list(order.refunds.all()),
    )
