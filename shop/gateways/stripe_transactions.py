"""The movements of our Stripe account, as its own books have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import stripe

from shop.gateways.base import Movement

# By Stripe's reporting categories; what is not here is for a person to look at.
KINDS = {
    "charge": "charge",
    "refund": "refund",
    "refund_failure": "refund_back",
    "partial_capture_reversal": "refund",
    "dispute": "dispute",
    "dispute_reversal": "dispute",
    "fee": "fee",
    "payout": "settlement",
    "payout_reversal": "settlement",
}


def movements(client: stripe.StripeClient, since: datetime | None) -> Iterator[Movement]:
    listing: Any = {"limit": 100, "expand": ["data.source"]}
    if since is not None:
        listing["created"] = {"gte": int(since.timestamp())}
    for found in client.v1.balance_transactions.list(listing).auto_paging_iter():
        yield _movement(found)


def _movement(found: Any) -> Movement:
    kind = KINDS.get(found.reporting_category, "other")
    return Movement(
        gateway_id=found.id,
        kind=kind,
        reference=_reference(kind, found.source),
        amount_satang=found.amount,
        fee_satang=found.fee or 0,
        currency=found.currency,
        description=found.description or "",
        at=_moment(found.created),
        available_at=_moment(found.available_on),
    )


def _reference(kind: str, source: Any) -> str:
    """Return the intent of a charge, which our attempts know; of all else its own id."""
    if source is None or isinstance(source, str):
        return source or ""
    if kind == "charge":
        return str(getattr(source, "payment_intent", None) or source.id)
    return str(source.id)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
