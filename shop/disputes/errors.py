"""Why a dispute does not move. Each carries what the screen needs for its sentence."""

from __future__ import annotations


class DisputeError(Exception):
    """A dispute cannot be opened, answered or decided like this."""


class DisputeMoved(DisputeError):
    """Somebody decided it first. Carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class TooEarly(DisputeError):
    """The shop has still time to answer the request."""
