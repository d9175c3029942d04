"""The one table of a community's moves, and the one function that moves it."""

from __future__ import annotations

from community.groups.models import Community

State = Community.State

ALLOWED: dict[str, frozenset[State]] = {
    State.JOINING: frozenset({State.APPROVED, State.CLOSED}),
    State.APPROVED: frozenset({State.SUSPENDED, State.CLOSED}),
    State.SUSPENDED: frozenset({State.APPROVED, State.CLOSED}),
    State.CLOSED: frozenset(),
}


class CannotMoveCommunity(Exception):
    def __init__(self, community: Community, to: str) -> None:
        super().__init__(f"community {community.pk} does not go to {to}")
        self.community, self.to = community, to


def move_community(community: Community, to: State) -> None:
    """Move a saved community by a conditional UPDATE. Raises CannotMoveCommunity."""
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    if not Community.objects.filter(pk=community.pk, state__in=sources).update(state=to):
        raise CannotMoveCommunity(community, to)
    community.state = to
