"""The code that this browser waits for: which number, for what, and where to go then."""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from django.http import HttpRequest

from community.channels.codes import TooSoon, check_code, send_code

SESSION_KEY = "code"
# So long one may look for the words of one's own name.
PROOF_SECONDS = 1800


class Purpose(StrEnum):
    LOGIN = "login"  # in, or a new account
    NUMBER = "number"  # this number becomes mine
    PROOF = "proof"  # it is still me


@dataclass
class Pending:
    purpose: Purpose
    phone: str  # E.164
    next: str = ""
    name: str = ""  # of a new account, when it was asked first
    proved_at: float = 0  # seconds since 1970
    # A code opens in the browser that asked for it, and a stranger's guesses do not end it.
    subject: str = field(default_factory=lambda: secrets.token_hex(12))

    @property
    def is_proved(self) -> bool:
        return time.time() - self.proved_at < PROOF_SECONDS

    @property
    def is_login(self) -> bool:
        return self.purpose == Purpose.LOGIN

    def is_like(self, other: Pending | None) -> bool:
        return other is not None and (self.purpose, self.phone) == (other.purpose, other.phone)


def read(request: HttpRequest) -> Pending | None:
    data = request.session.get(SESSION_KEY)
    return Pending(**{**data, "purpose": Purpose(data["purpose"])}) if data else None


def keep(request: HttpRequest, pending: Pending) -> None:
    request.session[SESSION_KEY] = asdict(pending)


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def start(request: HttpRequest, pending: Pending) -> None:
    """Send a code and remember what for. Raises TooSoon and SmsFailed.

    Who asks again for the same thing within the minute has a code on the way: no error.
    """
    before = read(request)
    if before and pending.is_like(before):
        pending.subject = before.subject
    try:
        send_code(pending.phone, pending.purpose, pending.subject, request)
    except TooSoon:
        if not pending.is_like(before):
            raise
    keep(request, pending)


def send_again(request: HttpRequest, pending: Pending) -> None:
    """Send another code. Raises TooSoon and SmsFailed."""
    send_code(pending.phone, pending.purpose, pending.subject, request)


def prove(request: HttpRequest, pending: Pending, typed: str) -> None:
    """Check the code and remember that it was right. Raises WrongCode and CodeEnded."""
    check_code(pending.phone, pending.purpose, pending.subject, typed)
    pending.proved_at = time.time()
    keep(request, pending)
