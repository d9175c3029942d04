"""Why a slip or a statement is not taken. Screens make the sentence."""

from __future__ import annotations

from decimal import Decimal


class SlipsError(Exception):
    """Nothing was changed."""


class NotTaken(SlipsError):
    """A slip that is refused as it comes. Carries one word: used, same_photo, changed, to_pay,
    too_many, paid, other_way."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AmountsDiffer(SlipsError):
    """The same money was confirmed as another amount: one of the two was typed wrong.

    Carries what was confirmed and what is said now, in baht.
    """

    def __init__(self, confirmed: Decimal, said: Decimal) -> None:
        super().__init__(f"{confirmed}, {said}")
        self.confirmed = confirmed
        self.said = said


class Decided(SlipsError):
    """Somebody was quicker; carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state
