"""The one table of an invitation's moves, and the one function that moves it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from community.teams.errors import InvitationError
from community.teams.models import Invitation

State = Invitation.State

ALLOWED: dict[str, frozenset[State]] = {
    State.OPEN: frozenset({State.ACCEPTED, State.WITHDRAWN, State.EXPIRED}),
    State.ACCEPTED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
}


class CannotMove(InvitationError):
    def __init__(self, invitation: Invitation, to: State) -> None:
        super().__init__(f"invitation {invitation.pk} does not go to {to}")
        self.invitation = invitation
        self.to = to


def end(invitation: Invitation, to: State, **fields: Any) -> None:
    """End an open invitation and set `fields` with it: of two at once one wins.

    What is too old is only open on paper: it can expire, and nothing else.
    Raises CannotMove.
    """
    now = timezone.now()
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    rows = Invitation.objects.filter(pk=invitation.pk, state__in=sources)
    if to == State.ACCEPTED:
        rows = rows.filter(expires_at__gt=now)
    fields = {"state": to, "ended_at": now, **fields}
    if not rows.update(**fields):
        raise CannotMove(invitation, to)
    for name, value in fields.items():
        setattr(invitation, name, value)
