"""Why a payout does not go on. Screens build the sentences."""

from __future__ import annotations


class PayoutError(Exception):
    """Something that was not done to a batch or a payout."""


class Moved(PayoutError):
    """Somebody was faster, or it does not go there from where it is. Carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class SamePerson(PayoutError):
    """Another person has to do it: nobody is both pairs of eyes."""


class OwnShop(PayoutError):
    """Nobody of the staff lets money go to a shop of their own."""


class NotChecked(PayoutError):
    """Nobody has looked it over yet."""


class NothingReady(PayoutError):
    """Every payout of the batch is held back or left out."""


class AllEnded(PayoutError):
    """Every payout of the batch was paid, failed or came back: no bank has to take it."""


class ReferenceUsed(PayoutError):
    """Another payout was paid with this bank reference. Carries the payout's number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class NoReference(PayoutError):
    """A payout is paid only with the bank's reference."""
