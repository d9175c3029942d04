"""One webhook delivery: its attempts, and when it is tried again."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .signing import altered, header
from .store import Obj

GIVE_UP_SECONDS = 3 * 24 * 60 * 60
FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 12 * 60 * 60


@dataclass
class Delivery:
    """Times are on the sandbox's clock.

    `status`: pending, held, sending, delivered, dropped (never sent), failed (given up).
    """

    id: str
    event: str
    type: str
    url: str
    secret: str
    body: str
    made: float
    due: float
    status: str = "pending"
    tampering: str = ""
    attempts: list[Obj] = field(default_factory=list)

    def record(self, outcome: str, now: float) -> None:
        """Write down an attempt: done on any 2xx, else again later, for three days."""
        self.attempts.append({"at": now, "outcome": outcome})
        if outcome.startswith("2"):
            self.status = "delivered"
            return
        wait = FIRST_WAIT_SECONDS * 4 ** (len(self.attempts) - 1)
        self.due = now + min(wait, LONGEST_WAIT_SECONDS)
        self.status = "pending" if self.due <= self.made + GIVE_UP_SECONDS else "failed"


def post(delivery: Delivery, timestamp: int, timeout_seconds: float) -> str:
    """Send one delivery; return the HTTP status as text, or the name of what went wrong."""
    body = altered(delivery.body) if delivery.tampering == "altered_body" else delivery.body
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Stripe/1.0 (sandbox)",
        "Stripe-Signature": header(delivery.body, delivery.secret, timestamp, delivery.tampering),
    }
    if not headers["Stripe-Signature"]:
        del headers["Stripe-Signature"]
    try:
        return str(_send(delivery.url, body.encode(), headers, timeout_seconds))
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__


def _send(url: str, body: bytes, headers: dict[str, str], timeout_seconds: float) -> int:
    parts = urlsplit(url)
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout_seconds)
    try:
        link.request("POST", parts.path or "/", body, headers)
        answer = link.getresponse()
        answer.read()
        return answer.status
    finally:
        link.close()
