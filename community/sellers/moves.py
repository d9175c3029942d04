"""The one table of a seller's moves, and the one function that moves it."""

from __future__ import annotations

from community.sellers.models import Seller

State = Seller.State

ALLOWED: dict[str, frozenset[State]] = {
    State.JOINING: frozenset({State.APPROVED, State.CLOSED}),
    State.APPROVED: frozenset({State.SUSPENDED, State.CLOSED}),
    State.SUSPENDED: frozenset({State.APPROVED, State.CLOSED}),
    State.CLOSED: frozenset(),
}


class CannotMoveSeller(Exception):
    def __init__(self, seller: Seller, to: str) -> None:
        super().__init__(f"seller {seller.pk} does not go to {to}")
        self.seller, self.to = seller, to


def move_seller(seller: Seller, to: State) -> None:
    """Move a saved seller. Raises CannotMoveSeller.

    One conditional UPDATE, in the caller's transaction; cards are the caller's to write.
    """
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    if not Seller.objects.filter(pk=seller.pk, state__in=sources).update(state=to):
        raise CannotMoveSeller(seller, to)
    seller.state = to
