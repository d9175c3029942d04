"""Stripe's refunds: at once for cards; PromptPay's ask the buyer for a bank account by e-mail."""

from __future__ import annotations

from typing import Any

import stripe

from shop.gateways.base import MoneyBack, MoneyBackSeen, Status

STATUS = {"succeeded": Status.SUCCEEDED, "failed": Status.FAILED, "canceled": Status.CANCELLED}


def create(client: stripe.StripeClient, back: MoneyBack) -> MoneyBackSeen:
    params: Any = {
        "payment_intent": back.intent_id,
        "amount": back.amount_satang,
        "metadata": {"refund": back.key},
    }
    if back.method == "promptpay":
        params["instructions_email"] = back.email
    return seen_refund(client.v1.refunds.create(params, {"idempotency_key": back.key}))


def retrieve(client: stripe.StripeClient, gateway_id: str) -> MoneyBackSeen:
    return seen_refund(client.v1.refunds.retrieve(gateway_id))


def find(client: stripe.StripeClient, intent_id: str, key: str) -> MoneyBackSeen | None:
    listing: Any = {"payment_intent": intent_id, "limit": 100}
    for refund in client.v1.refunds.list(listing).auto_paging_iter():
        if key_of(refund) == key:
            return seen_refund(refund)
    return None


def seen_refund(refund: Any) -> MoneyBackSeen:
    return MoneyBackSeen(
        gateway_id=refund.id,
        status=STATUS.get(refund.status, Status.WAITING),
        amount_satang=refund.amount,
        key=key_of(refund),
        error_code=getattr(refund, "failure_reason", None) or "",
    )


def key_of(refund: Any) -> str:
    return getattr(refund.metadata, "refund", None) or "" if refund.metadata else ""
