"""Corrections that have no room now: kept, and carried out by themselves as goods come free.

Two kinds (docs/adr/0021). AFTER_ORDERS: the seller's figure holds once the orders that are open
now have left; what comes back from them beyond it does not go on sale again. SHORT: goods are
gone from the shelf already though they are promised; what is free goes off at once, the rest
with the next goods that come free, so that nothing is sold that is not there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.errors import StockError
from shop.stock.hindsight import was_counted_after, write_what_was_counted
from shop.stock.models import Movement, Pending, Reservation, SetAside
from shop.stock.settling import drop, end_if_over
from shop.stock.writing import Entry, free_of, lock, write

Kind, State = Pending.Kind, Pending.State


class WishIsOver(StockError):
    """The correction was carried out or given up already."""


@transaction.atomic
def after_open_orders(
    stock_record_id: int, wanted: int, by: By, *, note: str = "", key: UUID | None = None
) -> Pending:
    """Let `wanted` be on hand once the orders that are open now have left; return the wish.

    What is free beyond it goes off at once. It replaces an earlier wish for the same thing and
    is carried out by itself; it is DONE at once where nothing stands in its way any more.
    A `key` that was used does nothing again. Locks the stock record.
    """
    record = lock(stock_record_id)
    if key and isinstance(done := _done_with(key), Pending):
        return done
    drop(Pending.objects.filter(stock_record=record, kind=Kind.AFTER_ORDERS))
    spare = free_of(record) - wanted
    if spare > 0:
        write(Entry(record, -spare, {"note": note}), Movement.Why.CORRECTION, by)
    wish = _wish(
        record,
        by,
        kind=Kind.AFTER_ORDERS,
        quantity=max(-spare, 0),
        why=Movement.Why.CORRECTION,
        wanted=wanted,
        note=note,
        key=key,
    )
    end_if_over(wish)
    return wish


@transaction.atomic
def take_off_what_is_gone(
    stock_record_id: int,
    quantity: int,
    why: Movement.Why,
    by: By,
    *,
    reference: str = "",
    note: str = "",
    key: UUID | None = None,
    happened_at: datetime | None = None,
) -> Pending | Movement | None:
    """Take off what is free of goods that left the shelf; the rest goes as goods come free.

    Returns what is still to be taken off, or the movement where that was all, or None where
    nothing was there. A `key` that was used does nothing again; what a later count has seen
    changes nothing. Locks the stock record.
    """
    record = lock(stock_record_id)
    if key and (done := _done_with(key)):
        return done
    facts: dict[str, Any] = {"reference": reference, "note": note, "happened_at": happened_at}
    if happened_at and was_counted_after(stock_record_id, happened_at):
        return write_what_was_counted(Entry(record, -quantity, facts | {"key": key}), why, by)
    wanted = int(record.num_in_stock or 0) - quantity
    now = min(free_of(record), quantity)
    later = min(quantity - now, int(record.num_allocated or 0))
    movement = None
    if now > 0:
        movement = write(Entry(record, -now, facts | {"key": None if later else key}), why, by)
    if not later:
        return movement
    return note_short(record, by, later, why=why, wanted=max(wanted, 0), key=key, **facts)


def note_short(record: StockRecord, by: By, missing: int, **values: Any) -> Pending:
    """Write down how many are missing for what is promised; the record is locked, none is free."""
    at_most = min(missing, int(record.num_in_stock or 0))
    return _wish(record, by, kind=Kind.SHORT, quantity=at_most, **values)


def give_up(wish: Pending) -> None:
    """Forget a correction that waits. Raises WishIsOver."""
    if not drop(Pending.objects.filter(pk=wish.pk)):
        raise WishIsOver(wish.pk)
    wish.state = State.DROPPED


def waiting_for(stock_record_ids: list[int]) -> dict[int, list[Pending]]:
    """Return the corrections that wait, by stock record."""
    found: dict[int, list[Pending]] = {}
    for wish in Pending.objects.filter(stock_record__in=stock_record_ids, state=State.WAITING):
        found.setdefault(wish.stock_record_id, []).append(wish)
    return found


def _wish(record: StockRecord, by: By, **values: Any) -> Pending:
    newest = {
        "last_reservation": _newest(Reservation, record),
        "last_set_aside": _newest(SetAside, record),
    }
    return Pending.objects.create(
        stock_record=record, made_by=by.user, owner=by.owner, **newest, **values
    )


def _newest(model: type[Reservation | SetAside], record: StockRecord) -> int:
    found = model._default_manager.filter(stock_record=record).aggregate(newest=Max("pk"))
    return int(found["newest"] or 0)


def _done_with(key: UUID) -> Movement | Pending | None:
    found: Movement | Pending | None = Movement.objects.filter(key=key).first()
    found = found or Pending.objects.filter(key=key).first()
    if found:
        found.is_repeat = True
    return found
