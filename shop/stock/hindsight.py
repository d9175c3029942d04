"""What a telephone without a line tells of later: sales and counts that lie in the past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from shop.stock.actors import By
from shop.stock.models import Movement
from shop.stock.writing import Entry, write

Why = Movement.Why
COUNTED_ALREADY = {"reference": "counted already"}  # screens say it in the reader's language
# These put the book right; on the shelf nothing moved. (Nobody counts before it is listed: a
# telephone whose clock is slow only says so.)
BOOK_ONLY = (Why.OPENING, Why.COUNT, Why.CORRECTION, Why.IMPORT)


def moved_since(stock_record_id: int, moment: datetime) -> int:
    """Return by how much goods came or went after that moment."""
    return moved_since_each({stock_record_id: moment})[stock_record_id]


def moved_since_each(moments: Mapping[int, datetime]) -> dict[int, int]:
    """Return by how much goods of each came or went after its moment, in one query."""
    moved = dict.fromkeys(moments, 0)
    if not moments:
        return moved
    later = (
        _dated()
        .exclude(why__in=BOOK_ONLY)
        .filter(stock_record__in=moments, when__gt=min(moments.values()))
    )
    for record_id, when, change in later.values_list("stock_record_id", "when", "change"):
        if when > moments[record_id]:
            moved[record_id] += change
    return moved


def counted_later(moments: Mapping[int, datetime]) -> set[int]:
    """Return those that were counted after their moment: the later look at the shelf holds."""
    if not moments:
        return set()
    seen = _dated().filter(why=Why.COUNT, stock_record__in=moments)
    rows = seen.filter(when__gt=min(moments.values())).values_list("stock_record_id", "when")
    return {record_id for record_id, when in rows if when > moments[record_id]}


def was_counted_after(stock_record_id: int, moment: datetime) -> bool:
    """Return whether a count that is in the book was made at that moment or later."""
    seen = _dated().filter(stock_record=stock_record_id, why=Why.COUNT, when__gte=moment)
    return seen.exists()


def write_what_was_counted(entry: Entry, why: Movement.Why, by: By) -> Movement:
    """Write a change that a later count has seen already, and the line that evens it out.

    Who counts seven after three were sold has counted the sale; taking the three off once
    more would lose them twice.
    """
    record = entry.record
    if entry.change > 0:
        movement = write(entry, why, by)
        write(Entry(record, -entry.change, COUNTED_ALREADY), Why.CORRECTION, by)
        return movement
    write(Entry(record, -entry.change, COUNTED_ALREADY), Why.CORRECTION, by)
    return write(entry, why, by)


def _dated() -> QuerySet[Any]:
    return Movement.objects.annotate(when=Coalesce("happened_at", "at"))
