"""Webhook signatures, right ones and wrong ones."""

from __future__ import annotations

import hashlib
import hmac

WRONG_SECRET = "whsec_of_somebody_else"
TOO_OLD_SECONDS = 600


def signature(body: str, secret: str, timestamp: int) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.{body}".encode(), hashlib.sha256).hexdigest()


def header(body: str, secret: str, timestamp: int, tampering: str = "") -> str:
    """Return a Stripe-Signature header.

    `tampering`: wrong_secret, old_timestamp, two_signatures (a foreign one first, as while a
    secret is being changed), unsigned (an empty header); anything else signs honestly.
    """
    if tampering == "unsigned":
        return ""
    if tampering == "old_timestamp":
        timestamp -= TOO_OLD_SECONDS
    if tampering == "wrong_secret":
        secret = WRONG_SECRET
    parts = [f"t={timestamp}"]
    if tampering == "two_signatures":
        parts.append(f"v1={signature(body, WRONG_SECRET, timestamp)}")
    parts.append(f"v1={signature(body, secret, timestamp)}")
    return ",".join(parts)


def altered(body: str) -> str:
    """Return the body as a forger would leave it: valid JSON, other content."""
    return body.replace('"livemode": false', '"livemode":  false', 1)
