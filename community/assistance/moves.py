"""The one table of a grant's moves, and the one function that moves it."""

from __future__ import annotations

from typing import Any

from community.assistance.errors import GrantMoved
from community.assistance.models import Grant

State = Grant.State

ALLOWED: dict[str, frozenset[State]] = {
    State.ASKED: frozenset({State.ACTIVE, State.REFUSED, State.ENDED, State.EXPIRED}),
    State.ACTIVE: frozenset({State.ENDED, State.EXPIRED}),
    State.ENDED: frozenset(),
    State.REFUSED: frozenset(),
    State.EXPIRED: frozenset(),
}
OPEN = frozenset({State.ASKED, State.ACTIVE})


def move(grant: Grant, to: State, **fields: Any) -> None:
    """Move a saved grant and set `fields` with it. Raises GrantMoved.

    One conditional UPDATE: of two who move at once one wins. In the caller's transaction.
    """
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    row = Grant.objects.filter(pk=grant.pk)
    if row.filter(state__in=sources).update(state=to, **fields) != 1:
        raise GrantMoved(row.values_list("state", flat=True).get())
    for name, value in {"state": to, **fields}.items():
        setattr(grant, name, value)
