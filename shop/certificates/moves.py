"""How a certificate moves from state to state, and the one function that moves it."""

from __future__ import annotations

from typing import Any

from shop.certificates.models import Certificate

State = Certificate.State

# From each state, where it may go.
ALLOWED: dict[str, frozenset[str]] = {
    State.WAITING: frozenset({State.WAITING, State.CHECKED, State.REFUSED, State.WITHDRAWN}),
    State.CHECKED: frozenset({State.REFUSED, State.WITHDRAWN, State.EXPIRED}),
    State.REFUSED: frozenset({State.WAITING, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),  # a new paper is a new certificate
}


class CertificateError(Exception):
    """Something about a certificate cannot be done."""


class MoveRefused(CertificateError):
    """It is in another state by now, or was sent again since somebody looked."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class HasEnded(CertificateError):
    """Its last day is over: nobody can check it any more."""


def move(certificate: Certificate, to: str, *, seen: Any = None, **values: Any) -> None:
    """Move the row and the instance; `seen` is the sent_at that the decision is about.

    Raises MoveRefused when the row is not where it can move from.
    """
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    rows = Certificate.objects.filter(pk=certificate.pk, state__in=sources)
    if seen is not None:
        rows = rows.filter(sent_at=seen)
    moved = rows.update(state=to, **values)
    certificate.refresh_from_db()
    if not moved:
        raise MoveRefused(certificate.state)
