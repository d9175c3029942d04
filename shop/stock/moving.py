"""The stock book: every change of what is on hand, written down as it happens.

`move`, `count` and `move_many` are the ways for other rooms. Each locks the stock record,
changes it by a conditional UPDATE whose row count is checked, and writes the movement in the
same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shop.partner.models import StockRecord
from shop.stock.actors import NOBODY, By
from shop.stock.errors import BelowHeld, KeyTaken
from shop.stock.hindsight import (
    counted_later,
    moved_since,
    was_counted_after,
    write_what_was_counted,
)
from shop.stock.models import Movement
from shop.stock.moving_many import Change, move_many
from shop.stock.settling import forget_short, settle
from shop.stock.summing import Sums, sums
from shop.stock.writing import Entry, lock, write

__all__ = [
    "NOBODY",
    "BelowHeld",
    "By",
    "Change",
    "Sums",
    "count",
    "move",
    "move_many",
    "moved_since",
    "open_book",
    "sums",
]
Why = Movement.Why


def open_book(records: Iterable[StockRecord], by: By = NOBODY) -> None:
    """Write the first line for stock records that were just made, in the caller's transaction."""
    Movement.objects.bulk_create(
        (
            Movement(
                stock_record=record,
                why=Why.OPENING,
                change=record.num_in_stock,
                before=0,
                after=record.num_in_stock,
                actor=by.user,
                owner=by.owner,
            )
            for record in records
            if record.num_in_stock
        ),
        batch_size=1000,
    )


@transaction.atomic
def move(
    stock_record_id: int,
    change: int,
    why: Why,
    by: By,
    *,
    reference: str = "",
    note: str = "",
    key: UUID | None = None,
    happened_at: datetime | None = None,
) -> Movement:
    """Add to what is on hand, or take off. A `key` that was used returns its movement.

    What happened before a count that is already in the book was seen by that count: it is
    written down all the same and changes nothing. Locks the stock record. Raises BelowHeld,
    TooMuch, NothingMoves, KeyTaken.
    """
    record = lock(stock_record_id)
    if key and (done := done_with(key, stock_record_id)):
        return done
    facts = {"reference": reference, "note": note, "key": key, "happened_at": happened_at}
    if happened_at and why != Why.COUNT and was_counted_after(stock_record_id, happened_at):
        return write_what_was_counted(Entry(record, change, facts), why, by)
    movement = write(Entry(record, change, facts), why, by)
    if change > 0:
        settle([record.pk])
    return movement


@transaction.atomic
def count(
    stock_record_id: int,
    counted: int,
    by: By,
    *,
    counted_at: datetime | None = None,
    reference: str = "",
    note: str = "",
    key: UUID | None = None,
) -> Movement:
    """Write down what was counted on the shelf at `counted_at` (now), and put the book right.

    What moved after that moment stays moved, and a later count holds. Locks the stock record.
    Raises as `move` does.
    """
    record = lock(stock_record_id)
    if key and (done := done_with(key, stock_record_id)):
        return done
    facts: dict[str, Any] = {"reference": reference, "note": note, "key": key}
    facts["happened_at"] = counted_at
    if counted_at and counted_later({stock_record_id: counted_at}):
        return move(stock_record_id, 0, Why.COUNT, by, **facts)
    forget_short([stock_record_id])
    since = moved_since(stock_record_id, counted_at) if counted_at else 0
    change = counted + since - int(record.num_in_stock or 0)
    return move(stock_record_id, change, Why.COUNT, by, **facts)


def done_with(key: UUID, stock_record_id: int) -> Movement | None:
    """Return the movement that this key wrote. Raises KeyTaken when it is of another thing."""
    done = Movement.objects.filter(key=key).first()
    if done and done.stock_record_id != stock_record_id:
        raise KeyTaken(key)
    if done:
        done.is_repeat = True
    return done
