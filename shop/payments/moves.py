"""Move an attempt, by a conditional UPDATE, along its table."""

from __future__ import annotations

from shop.payments.models import Attempt


def move_attempt(attempt: Attempt, to: str, **fields: object) -> bool:
    """Return whether this call moved it. False: it is there already, or may not go there."""
    start = [state for state, allowed in Attempt.ALLOWED.items() if to in allowed]
    moved = Attempt.objects.filter(pk=attempt.pk, state__in=start).update(state=to, **fields)
    attempt.refresh_from_db()
    return moved == 1
