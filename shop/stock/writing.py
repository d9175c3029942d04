"""The pen of the stock book: what is on hand changes here, with its line, or not at all.

Rooms outside shop.stock use `moving`. Whoever calls these has the stock record locked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Coalesce

from shop import jobs
from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.errors import BelowHeld, ManyBelowHeld, NothingMoves, TooMuch
from shop.stock.models import Movement

MOST = 100_000_000  # a hundred tonnes in grams; a thing with more of it was typed wrong
WRITE_MANY = """
UPDATE partner_stockrecord s SET num_in_stock = n.after
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS n (id, before, after)
WHERE s.id = n.id AND coalesce(s.num_in_stock, 0) = n.before
  AND coalesce(s.num_allocated, 0) <= n.after
"""


@dataclass(frozen=True)
class Entry:
    """A line to be written; `facts` are Movement's reference, note, key, happened_at."""

    record: StockRecord
    change: int
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def before(self) -> int:
        return int(self.record.num_in_stock or 0)

    @property
    def after(self) -> int:
        return self.before + self.change


def lock(stock_record_id: int) -> StockRecord:
    record: StockRecord = StockRecord.objects.select_for_update().get(pk=stock_record_id)
    return record


def lock_many(stock_record_ids: Collection[int]) -> dict[int, StockRecord]:
    """Lock in the order of the ids, as everybody does."""
    rows = StockRecord.objects.filter(pk__in=set(stock_record_ids)).order_by("pk")
    return {record.pk: record for record in rows.select_for_update()}


def free_of(record: StockRecord) -> int:
    """Return what is neither promised nor kept back, as the locked record says."""
    return int(record.num_in_stock or 0) - int(record.num_allocated or 0)


def write(entry: Entry, why: Movement.Why, by: By) -> Movement:
    """Change what is on hand and write why. Raises BelowHeld, TooMuch, NothingMoves."""
    record, after = entry.record, entry.after
    _check(entry, why)
    # This UPDATE is the guard, lock or no lock.
    rows = StockRecord.objects.alias(held=Coalesce(F("num_allocated"), 0)).filter(
        pk=record.pk, num_in_stock=record.num_in_stock, held__lte=after
    )
    if after < 0 or rows.update(num_in_stock=after) != 1:
        raise _below(entry)
    movement = line_of(entry, why, by)
    movement.save(force_insert=True)
    record.num_in_stock = after
    refresh_cards([record.pk])
    return movement


def write_many(entries: Sequence[Entry], why: Movement.Why, by: By) -> list[Movement]:
    """Write them all or none, one line a record, in three statements.

    Raises ManyBelowHeld with every record that refuses, TooMuch, NothingMoves.
    """
    for entry in entries:
        _check(entry, why)
    refused = [
        _below(entry) for entry in entries if entry.after < (entry.record.num_allocated or 0)
    ]
    if refused:
        raise ManyBelowHeld(refused)
    _update_many(entries)
    movements = Movement.objects.bulk_create(
        (line_of(entry, why, by) for entry in entries), batch_size=1000
    )
    for entry in entries:
        entry.record.num_in_stock = entry.after
    if entries:
        refresh_cards([entry.record.pk for entry in entries])
    return movements


def _update_many(entries: Sequence[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE_MANY,
            [
                [entry.record.pk for entry in entries],
                [entry.before for entry in entries],
                [entry.after for entry in entries],
            ],
        )
        if cursor.rowcount != len(entries):
            raise ManyBelowHeld([])


def line_of(entry: Entry, why: Movement.Why, by: By) -> Movement:
    """Return the line for the book, not saved yet."""
    return Movement(
        stock_record=entry.record,
        why=why,
        change=entry.change,
        before=entry.before,
        after=entry.after,
        actor=by.user,
        owner=by.owner,
        **entry.facts,
    )


def refresh_cards(stock_record_ids: Sequence[int]) -> None:
    jobs.enqueue("shop.listings.tasks.refresh_cards", stock_record_ids=list(stock_record_ids))


def _check(entry: Entry, why: Movement.Why) -> None:
    if entry.after > MOST:
        raise TooMuch(entry.after, MOST)
    if not entry.change and why != Movement.Why.COUNT:
        raise NothingMoves(entry.record.pk)


def _below(entry: Entry) -> BelowHeld:
    held = int(entry.record.num_allocated or 0)
    return BelowHeld(entry.record.pk, entry.before, held, entry.after)
