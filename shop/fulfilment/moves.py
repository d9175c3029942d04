"""Move a seller order on its way: packed, shipped. The only writer of those states."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.audit.recording import record as record_act
from community.people.models import User
from shop.fulfilment.delivering import How, mark_delivered
from shop.fulfilment.errors import FulfilmentError, GoodsNotHeld, MoveRefused
from shop.fulfilment.models import Shipment
from shop.fulfilment.weighing import check_weighed, lock_purchase_to_weigh, settle_weights
from shop.notify.telling import tell_shipped
from shop.purchases.history import record
from shop.purchases.models import SellerOrder
from shop.stock.reserving import ReservationMoved, consume

__all__ = ["FulfilmentError", "GoodsNotHeld", "MoveRefused", "mark_packed", "mark_shipped"]
State = SellerOrder.State


@transaction.atomic
def mark_packed(seller_order: SellerOrder, actor: User, *, owner: User | None = None) -> None:
    """Mark as packed. Raises MoveRefused when somebody was faster, or it is not paid, and
    NotWeighed while goods by weight have no final weight.

    `owner` is whom a helper acts for; the history and the log then name both.
    """
    _move(seller_order, State.PACKED, packed_at=timezone.now())
    check_weighed(seller_order)
    _write_down(seller_order, "packed", actor, owner)


@transaction.atomic
def mark_shipped(
    seller_order: SellerOrder,
    actor: User,
    carrier: str = "",
    tracking_number: str = "",
    *,
    owner: User | None = None,
) -> Shipment:
    """Hand the goods to a carrier, or to the buyer where `carrier` is empty.

    In one transaction: the state, the final weights and what they change, the stock that
    leaves the shelf, the shipment, the history and the message to the buyer. Locks the purchase
    where something is weighed, the seller order, then the stock records. Raises MoveRefused,
    so that two presses ship once, NotWeighed and GoodsNotHeld. `owner` as in mark_packed.
    """
    now = timezone.now()
    lock_purchase_to_weigh(seller_order)
    # Packed and shipped in one press is packed as well.
    _move(seller_order, State.SHIPPED, shipped_at=now, packed_at=seller_order.packed_at or now)
    _take_off_the_shelf(seller_order, actor, owner)
    shipment = Shipment.objects.create(
        seller_order=seller_order,
        carrier=carrier,
        tracking_number=tracking_number,
        shipped_by=actor,
    )
    detail = {"carrier": carrier, "tracking_number": tracking_number}
    _write_down(seller_order, "shipped", actor, owner, **detail)
    tell_shipped(seller_order)
    if seller_order.is_pickup:
        mark_delivered(seller_order, How.HANDED_OVER, by=actor, owner=owner, at=now)
    return shipment


def _write_down(
    seller_order: SellerOrder, what: str, actor: User, owner: User | None, **detail: str
) -> None:
    """Write the act into the purchase's history, and into the log of who acted for whom."""
    purchase, seller_id = seller_order.purchase, seller_order.seller_id
    record(purchase, what, actor=actor, owner=owner, seller_order=seller_order, **detail)
    detail["number"] = seller_order.number
    verb = f"order.{what}"
    record_act(actor, verb, seller_order, owner=owner, seller_id=seller_id, **detail)


def _move(seller_order: SellerOrder, to: str, **times: datetime) -> None:
    """Move by a conditional UPDATE along SellerOrder.ALLOWED; the row count is the answer."""
    sources = [state for state, targets in SellerOrder.ALLOWED.items() if to in targets]
    row = SellerOrder.objects.filter(pk=seller_order.pk)
    if row.filter(state__in=sources).update(state=to, **times) != 1:
        raise MoveRefused(row.values_list("state", flat=True).get())
    seller_order.state = to
    for name, moment in times.items():
        setattr(seller_order, name, moment)


def _take_off_the_shelf(seller_order: SellerOrder, actor: User, owner: User | None) -> None:
    sent = seller_order.lines.filter(quantity__gt=F("refunded_quantity"))  # not cancelled whole
    ids = list(sent.values_list("stock_record_id", flat=True))
    try:
        settle_weights(seller_order, actor, owner)
        consume(seller_order.purchase.number, ids, by=actor, owner=owner)
    except ReservationMoved as error:
        raise GoodsNotHeld(seller_order.number) from error
