"""What a buyer's page shows of a purchase, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
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
    orders = _read(purchase)
    pictures = pictures_of(line for order in orders for line in order.lines.all())
    return {
        "purchase": purchase,
        "shown_orders": [_shown(order, pictures) for order in orders],
        "vat": sum((order.vat for order in orders), ZERO),
        "can_pay": purchase.is_awaiting and purchase.expires_at > timezone.now(),
        **in_vain(purchase),
        **paid(purchase, orders),
        **weight_back(purchase, orders),
    }


def _read(purchase: Purchase) -> list[SellerOrder]:
    """Return the seller orders; they and the refunds are kept on the purchase for its tags."""
    orders = SellerOrder.objects.select_related("seller__province", "shipment")
    found = orders.prefetch_related("lines", "refunds").order_by("number")
    prefetch_related_objects([purchase], Prefetch("seller_orders", queryset=found), "refunds")
    return list(purchase.seller_orders.all())


def pictures_of(lines: Iterable[SellerOrderLine]) -> dict[str, dict[str, Any] | None]:
    """Return the pictures that still exist, by the key that the line froze."""
    keys = {line.photo_key for line in lines if line.photo_key}
    return {photo.key: photo.image for photo in Photo.objects.filter(key__in=keys)}


def in_vain(purchase: Purchase) -> dict[str, Any]:
    """Return how much of the buyer's money came in vain and goes back, and why it first did."""
    due = [one for one in purchase.refunds.all() if one.is_due and one.reason in Refund.IN_VAIN]
    return {
        "refund_due": sum((refund.amount for refund in due), ZERO),
        "refund_reason": due[0].reason if due else "",
    }


def paid(purchase: Purchase, orders: Iterable[SellerOrder]) -> dict[str, Decimal]:
    """Return what was paid, and what of the total never was: a shop's part that ended before."""
    over = (SellerOrder.State.CANCELLED, SellerOrder.State.RETURNED)
    ended = [order.total for order in orders if order.state in over and not order.paid_at]
    not_paid = sum(ended, ZERO) if purchase.is_paid else ZERO
    return {"paid_sum": purchase.total - not_paid, "not_paid": not_paid}


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
