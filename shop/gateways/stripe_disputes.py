"""Stripe's disputes: a card buyer's bank takes a payment back, and we may answer once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import stripe

from shop.gateways.base import DisputeSeen

# An inquiry ("warning") asks without taking the money; closed, nothing was taken.
STATUS = {
    "warning_needs_response": "open",
    "needs_response": "open",
    "warning_under_review": "answered",
    "under_review": "answered",
    "warning_closed": "won",
    "won": "won",
    "lost": "lost",
    "prevented": "won",
}


def retrieve(client: stripe.StripeClient, gateway_id: str) -> DisputeSeen:
    return seen_dispute(client.v1.disputes.retrieve(gateway_id))


def answer(client: stripe.StripeClient, gateway_id: str, text: str) -> DisputeSeen:
    params: Any = {"evidence": {"uncategorized_text": text}, "submit": True}
    options: Any = {"idempotency_key": f"answer:{gateway_id}"}
    return seen_dispute(client.v1.disputes.update(gateway_id, params, options))


def seen_dispute(dispute: Any) -> DisputeSeen:
    intent = dispute.payment_intent
    moved = sum(one.amount for one in dispute.balance_transactions)
    due_by = getattr(dispute.evidence_details, "due_by", None)
    return DisputeSeen(
        gateway_id=dispute.id,
        intent_id=intent if isinstance(intent, str) else (intent.id if intent else ""),
        amount_satang=dispute.amount,
        status=STATUS.get(dispute.status, "open"),
        withdrawn_satang=-moved,
        reason=dispute.reason,
        deadline=datetime.fromtimestamp(due_by, UTC) if due_by else None,
    )
