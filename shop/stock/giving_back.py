"""Goods of a paid order that stay with their seller, or come back: what refunds do to stock."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.errors import ReservationMoved
from shop.stock.models import Movement, Reservation
from shop.stock.moving import move
from shop.stock.settling import Back, settle

State = Reservation.State


@transaction.atomic
def give_back(reference: str, quantities: Mapping[int, int], by: By, *, to_shelf: bool) -> None:
    """Let go of claimed goods that will not be sent, {stock record id: quantity}.

    With `to_shelf` others can buy them; without it they are not there, and come off the book.
    Locks the stock records in the order of their ids, then the reservations. Raises
    ReservationMoved where less is claimed.
    """
    list(StockRecord.objects.filter(pk__in=quantities).order_by("pk").select_for_update())
    for stock_record_id in sorted(quantities):
        drew = _let_go(reference, stock_record_id, quantities[stock_record_id])
        if drew and not to_shelf:
            _take_off(reference, stock_record_id, quantities[stock_record_id], by)
        elif drew:
            back = Back(stock_record_id, quantities[stock_record_id], reservation_id=drew)
            settle([stock_record_id], [back])


def come_back(reference: str, quantities: Mapping[int, int], by: By) -> None:
    """Put sent goods on the shelf again, {stock record id: quantity}. Locks the stock records."""
    for stock_record_id in sorted(quantities):
        quantity = quantities[stock_record_id]
        move(stock_record_id, quantity, Movement.Why.RETURN, by, reference=reference)


def _let_go(reference: str, stock_record_id: int, quantity: int) -> int:
    """Lower a claimed reservation; return its id where it drew on stock, else 0."""
    claimed = Reservation.objects.filter(
        reference=reference, stock_record=stock_record_id, state=State.CLAIMED
    )
    reservation = claimed.select_for_update().first()
    if reservation is None or reservation.quantity < quantity:
        raise ReservationMoved(reference)
    if reservation.quantity == quantity:
        moved = claimed.update(state=State.RELEASED)
    else:
        moved = claimed.filter(quantity__gt=quantity).update(quantity=F("quantity") - quantity)
    record = StockRecord.objects.filter(pk=stock_record_id, num_allocated__gte=quantity)
    drew = reservation.draws_on_stock
    if moved != 1 or (drew and record.update(num_allocated=F("num_allocated") - quantity) != 1):
        raise ReservationMoved(reservation.pk)
    return reservation.pk if drew else 0


def _take_off(reference: str, stock_record_id: int, quantity: int, by: By) -> None:
    move(stock_record_id, -quantity, Movement.Why.WASTE, by, reference=reference)
