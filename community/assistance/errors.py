"""Why a grant is not asked for, or does not begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


class GrantError(Exception):
    """A grant cannot do what was asked of it."""


class GrantMoved(GrantError):
    """Somebody else was faster, or the move is not allowed; carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class NotToBeGiven(GrantError):
    """Powers that no helper is ever given, or none at all."""

    def __init__(self, powers: Iterable[str]) -> None:
        self.powers = sorted(powers)
        super().__init__(", ".join(self.powers))


class BadEnd(GrantError):
    """The last day is over already, or more than a year away."""

    def __init__(self, until: date) -> None:
        super().__init__(str(until))
        self.until = until


class NotTheirs(GrantError):
    """Who is asked does not own the shop, or the helper is in its team already."""


class GrantedAlready(GrantError):
    """The helper has a grant of this seller, or has asked for one."""


class NoPhone(GrantError):
    """The owner's account has no telephone number to send a code to."""


class HelpsOneself(GrantError):
    """Whom a helper wants to help is the helper."""
