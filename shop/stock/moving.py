"""The stock book: every change of what is on hand, written down as it happens.

`move` and `count` are the only ways. Each locks the stock record, changes it by a conditional
UPDATE whose row count is checked, and writes the movement in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from community.people.models import User
from shop import jobs
from shop.partner.models import StockRecord
from shop.stock.models import Movement

Why = Movement.Why


@dataclass(frozen=True)
class By:
    """Who moves stock; `owner` is whom a helper acts for."""

    user: User | None
    owner: User | None = None


NOBODY = By(None)  # the project itself: demo goods, what a migration found


class BelowHeld(Exception):
    """Less would be on hand than is held for orders and market days.

    Carries what is on hand now, how much of it is held, and what it would have become.
    """

    def __init__(self, stock_record_id: int, on_hand: int, held: int, wanted: int) -> None:
        super().__init__(f"stock record {stock_record_id}: {wanted} on hand, {held} held")
        self.stock_record_id = stock_record_id
        self.on_hand = on_hand
        self.held = held
        self.wanted = wanted


def open_book(records: Iterable[StockRecord], by: By = NOBODY) -> None:
    """Write the first line for stock records that were just made, in the caller's transaction."""
    Movement.objects.bulk_create(
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

    Locks the stock record. Raises BelowHeld.
    """
    record = _locked(stock_record_id)
    if key and (done := Movement.objects.filter(key=key, stock_record=record).first()):
        return done
    before = int(record.num_in_stock or 0)
    _write(record, before + change)
    return Movement.objects.create(
        stock_record=record,
        why=why,
        change=change,
        before=before,
        after=before + change,
        actor=by.user,
        owner=by.owner,
        reference=reference,
        note=note,
        key=key,
        happened_at=happened_at,
    )


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

    What moved after that moment stays moved. Locks the stock record. Raises BelowHeld.
    """
    record = _locked(stock_record_id)
    now = int(record.num_in_stock or 0)
    change = counted - (now - moved_since(stock_record_id, counted_at) if counted_at else now)
    return move(
        stock_record_id,
        change,
        Why.COUNT,
        by,
        reference=reference,
        note=note,
        key=key,
        happened_at=counted_at,
    )


def moved_since(stock_record_id: int, moment: datetime) -> int:
    """Return by how much the book moved after that moment."""
    later = Movement.objects.annotate(when=Coalesce("happened_at", "at")).filter(
        stock_record=stock_record_id, when__gt=moment
    )
    return int(later.aggregate(total=Sum("change"))["total"] or 0)


def _locked(stock_record_id: int) -> StockRecord:
    record: StockRecord = StockRecord.objects.select_for_update().get(pk=stock_record_id)
    return record


def _write(record: StockRecord, after: int) -> None:
    """Write what is on hand, if it covers what is held: this UPDATE is the guard."""
    held = Coalesce(F("num_allocated"), 0)
    kept = StockRecord.objects.filter(pk=record.pk, num_in_stock=record.num_in_stock)
    if after < 0 or kept.alias(held=held).filter(held__lte=after).update(num_in_stock=after) != 1:
        raise BelowHeld(record.pk, record.num_in_stock or 0, record.num_allocated or 0, after)
    record.num_in_stock = after
    jobs.enqueue("shop.listings.tasks.refresh_cards", stock_record_ids=[record.pk])
