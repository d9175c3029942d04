"""The final weight: written down at packing, counted when the goods leave.

Until they leave a weight can be put right. When they leave, the lines, the seller order, the
purchase, Oscar's order and the stock take it over in one transaction, once: what is lighter
costs less and the difference is due back; what is heavier is a gift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from community.people.models import User
from shop.fulfilment.errors import MoveRefused, NotWeighed, WeighedMeanwhile, WeightOutOfLimit
from shop.purchases.codes import follow_weights
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.purchases.weighing import take_weights
from shop.refunds.amounts import carried_by
from shop.refunds.owing import ask_less, owe_for_weight
from shop.stock.moving import By
from shop.stock.weighing import weigh as weigh_stock

State = SellerOrder.State
IN_HANDS = {State.TO_PACK, State.PACKED}


@dataclass(frozen=True)
class Weight:
    """What a person wrote for a line, and what the screen had shown before (None: nothing)."""

    grams: int
    seen: int | None = None


@transaction.atomic
def write_weights(
    seller_order: SellerOrder,
    weights: Mapping[int, Weight],
    actor: User,
    *,
    owner: User | None = None,
) -> list[SellerOrderLine]:
    """Write the weights, {line id: weight}, and return the lines that changed.

    The same weight again changes nothing. Locks the seller order. Raises MoveRefused once it
    has left, WeightOutOfLimit, and WeighedMeanwhile where somebody else was faster.
    """
    state = SellerOrder.objects.select_for_update().values_list("state", flat=True)
    now = state.get(pk=seller_order.pk)
    if now not in IN_HANDS:
        raise MoveRefused(now)
    lines = [line for line in weighed_lines(seller_order) if line.pk in weights]
    _check(lines, weights)
    changed = [line for line in lines if line.weighed_g != weights[line.pk].grams]
    for line in changed:
        line.weighed_g = weights[line.pk].grams
        line.save(update_fields=["weighed_g"])
    if changed:
        told = {str(line.pk): line.weighed_g for line in changed}
        purchase = seller_order.purchase
        record(purchase, "weighed", actor=actor, owner=owner, seller_order=seller_order, grams=told)
    return changed


def _check(lines: list[SellerOrderLine], weights: Mapping[int, Weight]) -> None:
    off = [line for line in lines if not is_within(line, weights[line.pk].grams)]
    if off:
        raise WeightOutOfLimit(off)
    others = [
        line
        for line in lines
        if line.weighed_g not in (weights[line.pk].seen, weights[line.pk].grams)
    ]
    if others:
        raise WeighedMeanwhile(others)


def weighed_lines(seller_order: SellerOrder) -> list[SellerOrderLine]:
    """Return the lines by weight that are sent, as they are now, whatever was read before."""
    lines = SellerOrderLine.objects.filter(seller_order=seller_order, per__gt=1)
    return list(lines.filter(quantity__gt=F("refunded_quantity")))


def lock_purchase_to_weigh(seller_order: SellerOrder) -> None:
    """Lock the purchase of goods by weight, before its seller order: the house's order.

    Without its key: the history that others write of it meanwhile only points at it.
    """
    if seller_order.lines.filter(per__gt=1).exists():
        Purchase.objects.select_for_update(no_key=True).get(pk=seller_order.purchase_id)


def is_within(line: SellerOrderLine, grams: int) -> bool:
    return line.least_g <= grams <= line.most_g


def check_weighed(seller_order: SellerOrder) -> None:
    """Raise NotWeighed while a final weight is missing."""
    missing = [line for line in weighed_lines(seller_order) if line.weighed_g is None]
    if missing:
        raise NotWeighed(missing)


def settle_weights(seller_order: SellerOrder, actor: User, owner: User | None) -> None:
    """Count what was weighed, in the caller's transaction: the goods are leaving.

    The caller has locked the purchase and moved the seller order. Locks the stock records, then
    the offers that took something off.
    Raises NotWeighed, ReservationMoved.
    """
    check_weighed(seller_order)
    lines = weighed_lines(seller_order)
    if not lines:
        return
    before = carried_by(seller_order)
    less = take_weights(seller_order, lines)
    if less and _is_paid(seller_order):
        owe_for_weight(seller_order, less, before.without(carried_by(seller_order)))
    elif less:
        ask_less(seller_order, less)
    weights = {line.stock_record_id: line.sent_quantity for line in lines}
    weigh_stock(seller_order.purchase.number, weights, By(actor, owner))
    follow_weights(seller_order.purchase.order_id)


def _is_paid(seller_order: SellerOrder) -> bool:
    """Return whether its money is there: goods by weight may be paid when they come."""
    return SellerOrder.objects.filter(pk=seller_order.pk, paid_at__isnull=False).exists()
