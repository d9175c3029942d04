"""Write the counts of a stock-take into the book, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.hindsight import counted_later, moved_since_each
from shop.stock.models import Counted, Movement, StockTake
from shop.stock.settling import forget_short
from shop.stock.waiting import note_short
from shop.stock.writing import Entry, lock_many, write_many

Why = Movement.Why


def write_counts(stock_take: StockTake, by: By) -> list[Movement]:
    """Return a movement for each counted line, in the order of the lines.

    What was missing for open orders is known anew from the count. A line whose thing was
    counted later already, outside the stock-take, is written too and changes nothing.
    """
    lines = list(stock_take.lines.filter(counted__isnull=False))
    records = lock_many([line.stock_record_id for line in lines])
    moments = {line.stock_record_id: line.counted_at for line in lines if line.counted_at}
    there = _found(lines, moments)
    forget_short(list(there))
    entries = [_entry(line, records[line.stock_record_id], there) for line in lines]
    movements = write_many(entries, Why.COUNT, by)
    _tie(lines, movements)
    for pk, found in there.items():
        _note_what_is_missing(records[pk], found, moments[pk], by, f"stock-take {stock_take.pk}")
    return movements


def _found(lines: Sequence[Counted], moments: dict[int, datetime]) -> dict[int, int]:
    """Return what lies there now of each that no later count speaks of.

    More may have left since than was counted; fewer than none do not lie there.
    """
    moved, later = moved_since_each(moments), counted_later(moments)
    return {
        line.stock_record_id: max((line.counted or 0) + moved[line.stock_record_id], 0)
        for line in lines
        if line.stock_record_id not in later
    }


def _entry(line: Counted, record: StockRecord, there: dict[int, int]) -> Entry:
    """Return the line for the book: never below what is held, which the database refuses."""
    on_hand = int(record.num_in_stock or 0)
    after = max(there.get(record.pk, on_hand), int(record.num_allocated or 0))
    facts = {"reference": f"stock-take {line.stock_take_id}", "happened_at": line.counted_at}
    return Entry(record, after - on_hand, facts)


def _tie(lines: Sequence[Counted], movements: Sequence[Movement]) -> None:
    for line, movement in zip(lines, movements, strict=True):
        line.movement = movement
    Counted.objects.bulk_update(lines, ["movement"], batch_size=1000)


def _note_what_is_missing(
    record: StockRecord, found: int, moment: datetime, by: By, reference: str
) -> None:
    missing = int(record.num_allocated or 0) - found
    if missing > 0:
        facts = {"wanted": found, "reference": reference, "happened_at": moment}
        note_short(record, by, missing, why=Why.COUNT, **facts)
