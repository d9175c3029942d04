"""Why a slip or a statement is not taken. Screens make the sentence."""

from __future__ import annotations


class SlipsError(Exception):
    """Nothing was changed."""


class NotTaken(SlipsError):
    """A slip that is refused as it comes. Carries one word: used, same_photo, changed, to_pay,
    too_many, paid, other_way."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Decided(SlipsError):
    """Somebody was quicker; carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state
