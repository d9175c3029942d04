"""The one table of a payout account's moves, and the one function that moves it."""

from __future__ import annotations

from typing import Any

from community.banking.models import PayoutAccount

State = PayoutAccount.State

ALLOWED: dict[str, frozenset[State]] = {
    State.ASKED: frozenset({State.HELD, State.REFUSED}),
    State.HELD: frozenset({State.ACTIVE, State.REFUSED}),
    State.ACTIVE: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
    State.REFUSED: frozenset(),
}
PENDING = (State.ASKED, State.HELD)


class CannotMove(Exception):
    def __init__(self, account: PayoutAccount, to: State) -> None:
        super().__init__(f"account {account.pk} does not go to {to}")
        self.account = account
        self.to = to


def move(account: PayoutAccount, to: State, **fields: Any) -> None:
    """Move a saved account and set `fields` with it: of two at once one wins. Raises CannotMove."""
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    fields = {"state": to, **fields}
    rows = PayoutAccount.objects.filter(pk=account.pk, state__in=sources)
    if not rows.update(**fields):
        raise CannotMove(account, to)
    for name, value in fields.items():
        setattr(account, name, value)
