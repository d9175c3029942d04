"""Take a line of the stock book back by a second one; no line is ever edited."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid5

from shop.desk.access import Desk
from shop.desk.stock_access import own_movements
from shop.stock.actors import By
from shop.stock.models import Movement
from shop.stock.moving import move

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
REFERENCE = "undo:"


def may_undo(movement: Movement) -> bool:
    """Tell whether a person wrote it by hand, and not to take another line back."""
    return movement.why in BY_HAND and not movement.reference.startswith(REFERENCE)


def undo(movement: Movement, by: By) -> Movement:
    """Write the opposite for the same reason, so that sums by reason stay right; once.

    Raises BelowHeld.
    """
    return move(
        movement.stock_record_id,
        -movement.change,
        Why(movement.why),
        by,
        reference=f"{REFERENCE}{movement.pk}",
        key=key_of(movement),
    )


def is_undone(movement: Movement) -> bool:
    return bool(undone([movement]))


def undone(movements: Iterable[Movement]) -> set[int]:
    """Return the ids of those that were taken back. One query."""
    names = {key_of(movement): movement.pk for movement in movements if may_undo(movement)}
    found = Movement.objects.filter(key__in=names).values_list("key", flat=True)
    return {names[key] for key in found if key is not None}


def key_of(movement: Movement) -> UUID:
    return uuid5(UNDONE, str(movement.pk))


def just_moved(desk: Desk, typed: str) -> Movement | None:
    """Return the line that the page's address speaks of, if it is this seller's."""
    if not typed.isdecimal() or len(typed) > 18:
        return None
    found = own_movements(desk).select_related("stock_record__variant__listing")
    return found.filter(pk=int(typed)).first()
