"""What can be wrong with a list of members."""

from __future__ import annotations

from community.tables.errors import Unreadable as Unreadable  # noqa: PLC0414


class RosterError(Exception):
    """Something about a roster was not done."""


class CannotConfirm(RosterError):
    """It was confirmed already, thrown away, is too old, or a row still fails."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state
