"""A whole file of changes at once: one lock in the order of ids, few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.models import Movement
from shop.stock.settling import settle
from shop.stock.writing import Entry, lock_many, write_many


@dataclass(frozen=True)
class Change:
    """Add to what is on hand of one thing, or take off; or say what it is (`on_hand`)."""

    stock_record_id: int
    change: int = 0
    note: str = ""
    on_hand: int | None = None  # when given, `change` is worked out under the lock


@transaction.atomic
def move_many(
    changes: Sequence[Change], why: Movement.Why, by: By, reference: str = ""
) -> list[Movement]:
    """Write all of them or none; return a movement for each that changes something.

    At most one change for each stock record. Changes of nought are left out. Raises
    ManyBelowHeld with every record that would go below what is held, and TooMuch.
    """
    records = lock_many([change.stock_record_id for change in changes])
    entries = [_entry(change, records, reference) for change in changes]
    moving = [entry for entry in entries if entry.change]
    movements = write_many(moving, why, by)
    settle([entry.record.pk for entry in moving if entry.change > 0])
    return movements


def _entry(change: Change, records: dict[int, StockRecord], reference: str) -> Entry:
    record = records[change.stock_record_id]
    by_how_much = change.change
    if change.on_hand is not None:
        by_how_much = change.on_hand - int(record.num_in_stock or 0)
    return Entry(record, by_how_much, {"reference": reference, "note": change.note})
