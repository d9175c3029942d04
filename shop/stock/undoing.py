"""Take a line of the stock book back by a second one; no line is ever edited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.stock.actors import By
from shop.stock.errors import CannotUndo
from shop.stock.models import Movement
from shop.stock.moving import done_with, move
from shop.stock.setting_aside import put_to
from shop.stock.writing import free_of, lock

Why = Movement.Why
UNDONE = UUID("5f0f7b7e-6f6a-4a35-9a5e-0d1c3f3d7a11")  # the names of what is taken back grow of it
BY_HAND = frozenset(
    {
        Why.RESTOCK,
        Why.STALL_SALE,
        Why.WASTE,
        Why.OWN_USE,
        Why.GIFT,
        Why.RETURN,
        Why.CORRECTION,
    }
)
SAYS_WHAT_IS_THERE = (Why.COUNT, Why.IMPORT)
REFERENCE = "undo:"


@transaction.atomic
def undo(movement: Movement, by: By) -> Movement:
    """Write the opposite for the same reason and moment, so that sums stay right; once.

    What a sale took of goods kept back for a day that is not over is kept back again, as far
    as it is free. Locks the stock record. Raises CannotUndo, BelowHeld.
    """
    record = lock(movement.stock_record_id)
    if done := done_with(key_of(movement), record.pk):
        return done
    if movement.pk not in undoable([movement]):
        raise CannotUndo(movement.pk)
    opposite = move(
        record.pk,
        -movement.change,
        Why(movement.why),
        by,
        reference=f"{REFERENCE}{movement.pk}",
        key=key_of(movement),
        happened_at=when(movement),
    )
    _keep_back_again(movement, lock(record.pk))
    return opposite


def undoable(movements: Collection[Movement]) -> set[int]:
    """Return the ids of those that may be taken back: written by hand, and not counted since.

    A count, or a file, that came at the line's moment or later says what lies there; taking
    the line back would add what is not there. One query.
    """
    by_hand = [movement for movement in movements if is_by_hand(movement)]
    said = _last_said({movement.stock_record_id for movement in by_hand})
    return {
        movement.pk
        for movement in by_hand
        if movement.stock_record_id not in said or said[movement.stock_record_id] < when(movement)
    }


def undone(movements: Collection[Movement]) -> set[int]:
    """Return the ids of those that were taken back. One query."""
    names = {key_of(movement): movement.pk for movement in movements if is_by_hand(movement)}
    found = Movement.objects.filter(key__in=names).values_list("key", flat=True)
    return {names[key] for key in found if key is not None}


def is_by_hand(movement: Movement) -> bool:
    """Tell whether a person wrote it; a correction that refers to something is the book's own."""
    if movement.why == Why.CORRECTION and movement.reference:
        return False
    return movement.why in BY_HAND and not movement.reference.startswith(REFERENCE)


def key_of(movement: Movement) -> UUID:
    return uuid5(UNDONE, str(movement.pk))


def when(movement: Movement) -> datetime:
    return movement.happened_at or movement.at


def _last_said(stock_record_ids: Collection[int]) -> dict[int, datetime]:
    lines = Movement.objects.filter(
        stock_record__in=stock_record_ids, why__in=SAYS_WHAT_IS_THERE
    ).order_by()
    found = lines.values("stock_record_id").annotate(last=Max(Coalesce("happened_at", "at")))
    return {row["stock_record_id"]: row["last"] for row in found}


def _keep_back_again(movement: Movement, record: StockRecord) -> None:
    """Put what was drawn back to its market days; what is missing for orders goes first."""
    days = movement.drawn.filter(set_aside__until__gte=timezone.localdate())
    for drawn in days.select_related("set_aside"):
        if (quantity := min(drawn.quantity, free_of(record))) > 0:
            put_to(drawn.set_aside, record, quantity)
