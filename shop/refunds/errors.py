"""Why money does not go back. Each carries what the screen needs for its sentence."""

from __future__ import annotations

from decimal import Decimal


class RefundError(Exception):
    """A refund cannot be made, or not like this."""


class TooMuch(RefundError):
    """More would go back than there is. Carries what is left in baht, and the line it is of."""

    def __init__(self, left: Decimal, line_id: int | None = None) -> None:
        super().__init__(str(left))
        self.left = left
        self.line_id = line_id


class TooMany(RefundError):
    """More of a line would come back than is left of it. Carries the line and what is left."""

    def __init__(self, line_id: int, left: int) -> None:
        super().__init__(f"{line_id}: {left}")
        self.line_id = line_id
        self.left = left


class NotOfThisOrder(RefundError):
    """A line belongs to another seller order. Carries its id."""

    def __init__(self, line_id: int) -> None:
        super().__init__(str(line_id))
        self.line_id = line_id


class NothingToRefund(RefundError):
    """No amount above zero was asked for."""


class NotPaid(RefundError):
    """No money was kept for the seller order: there is nothing to give back."""


class RefundMoved(RefundError):
    """Somebody moved it first, or it may not go there. Carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class NotSentYet(RefundError):
    """Goods that are not sent go back to the shelf: all that was paid for them goes back."""


class KeyUsed(RefundError):
    """The form's key made another refund before: this one was not made."""


class SameEyes(RefundError):
    """The second yes must come from another person than the first."""


class ReferenceUsed(RefundError):
    """A bank's reference stands beside another refund already. Carries it."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class Disputed(RefundError):
    """The card's bank has taken the money back already: it would go back twice."""


class OnlyAll(RefundError):
    """Money that was said to be paid is owed whole again, or not at all."""


class TwoEyes(RefundError):
    """The amount asks for a second person; the first yes is written down."""


class AlreadyAsked(RefundError):
    """A request for this seller order is open already. Carries the order's number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number
