"""What was weighed leaves the shelf, not what was ordered."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from shop.partner.models import StockRecord
from shop.stock.models import Movement, Pending, Reservation
from shop.stock.moving import By
from shop.stock.reserving import ReservationMoved, left_of
from shop.stock.settling import Back, settle
from shop.stock.writing import Entry, write

State = Reservation.State


@transaction.atomic
def weigh(reference: str, weights: Mapping[int, int], by: By) -> None:
    """Make claimed reservations hold these grams, {stock record id: grams}; consume them next.

    Less gives the rest back to the shelf. More is taken from what is free; where that is not
    enough the book had too little, and is put right first: what lies on the scale is there.
    Locks the stock records in the order of their ids, then the reservations. Raises
    ReservationMoved.
    """
    records = StockRecord.objects.filter(pk__in=list(weights)).order_by("pk").select_for_update()
    for record in records:
        _weigh(reference, record, weights[record.pk], by)


def _weigh(reference: str, record: StockRecord, grams: int, by: By) -> None:
    claimed = Reservation.objects.filter(
        reference=reference, stock_record=record, state=State.CLAIMED
    )
    reservation = claimed.select_for_update().first()
    if reservation is None:
        raise ReservationMoved(reference)
    more = grams - reservation.quantity
    if reservation.draws_on_stock and more:
        missing = more - max(left_of(record), 0)
        if missing > 0:
            _put_right(record, missing, reference, by)
        _hold(record, more)
    if claimed.filter(pk=reservation.pk, quantity=reservation.quantity).update(quantity=grams) != 1:
        raise ReservationMoved(reservation.pk)
    if reservation.draws_on_stock and more < 0:
        settle([record.pk], [Back(record.pk, -more, reservation_id=reservation.pk)])


def _put_right(record: StockRecord, missing: int, reference: str, by: By) -> None:
    """Write what the book had too little of, for this order alone.

    Goods that are missing for other orders are not found by it: what this one takes beyond its
    share, they lack. Where more leaves than the book believes in, `settle` ends the wish.
    """
    facts = {"reference": reference, "note": _("It weighed more than the book had.")}
    write(Entry(record, missing, facts), Movement.Why.CORRECTION, by)
    short = Pending.objects.filter(
        stock_record=record, kind=Pending.Kind.SHORT, state=Pending.State.WAITING
    )
    if wish := short.order_by("pk").first():
        short.filter(pk=wish.pk).update(quantity=F("quantity") + missing)


def _hold(record: StockRecord, more: int) -> None:
    """Hold so many grams more, or fewer: a conditional UPDATE, as everywhere."""
    held = int(record.num_allocated or 0)
    rows = StockRecord.objects.filter(
        pk=record.pk, num_allocated=held, num_in_stock__gte=held + more
    )
    if held + more < 0 or rows.update(num_allocated=held + more) != 1:
        raise ReservationMoved(record.pk)
