"""Sold away from the shop: at the stall, at the door, on the telephone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.models import Drawn, Movement, SetAside
from shop.stock.moving import done_with, move
from shop.stock.setting_aside import hold, on_day, take_from
from shop.stock.settling import settle
from shop.stock.writing import free_of, lock


@transaction.atomic
def sell_at_stall(
    stock_record_id: int,
    quantity: int,
    by: By,
    *,
    key: UUID | None = None,
    happened_at: datetime | None = None,
    note: str = "",
) -> Movement:
    """Write down what was sold at the stall, and return its movement.

    It comes from what was kept back for that day, then from what is free, then from what is
    kept back for later days: only what buyers were promised stands in the way. Locks the
    stock record. Raises BelowHeld, NothingMoves, KeyTaken.
    """
    record = lock(stock_record_id)
    if key and (done := done_with(key, stock_record_id)):
        return done
    drawn = _draw_on_market_days(record, quantity, timezone.localdate(happened_at))
    facts: dict[str, Any] = {"note": note, "key": key, "happened_at": happened_at}
    movement = move(record.pk, -quantity, Movement.Why.STALL_SALE, by, **facts)
    Drawn.objects.bulk_create(
        Drawn(movement=movement, set_aside=kept, quantity=taken) for kept, taken in drawn
    )
    settle([record.pk])  # where a count had seen the sale already, goods came free
    return movement


def _draw_on_market_days(
    record: StockRecord, quantity: int, day: date
) -> list[tuple[SetAside, int]]:
    """Let go of what is kept back for that day, and of later days' where else it would not do.

    Returns how much of which that was.
    """
    drawn = []
    for kept in on_day(record.pk, day):
        wanted = quantity if kept.until == day else quantity - free_of(record)
        if (taken := min(max(wanted, 0), kept.quantity)) > 0:
            take_from(kept, taken)
            hold(record, -taken)
            drawn.append((kept, taken))
    return drawn
