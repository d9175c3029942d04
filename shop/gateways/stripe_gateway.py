"""Stripe: cards by hosted Checkout, PromptPay by PaymentIntent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from shop.gateways import stripe_disputes, stripe_refunds, stripe_transactions
from shop.gateways.base import (
    Ask,
    DisputeSeen,
    MoneyBack,
    MoneyBackSeen,
    Movement,
    NotFound,
    OutcomeUnknown,
    Refused,
    Seen,
    Status,
    Unavailable,
)

SESSION_PREFIX = "cs_"
# Stripe takes no shorter life for a Checkout session; ours is closed by hand at expiry.
SESSION_MINUTES = 31
# Sessions and intents listed to find one that nobody told us of.
FIND_LIMIT = 300
CLOCK_SLACK = timedelta(minutes=5)

INTENT_STATUS = {"succeeded": Status.SUCCEEDED, "canceled": Status.CANCELLED}


@lru_cache(maxsize=4)
def _client(key: str, api_base: str, timeout_seconds: int) -> stripe.StripeClient:
    options: dict[str, Any] = {"base_addresses": {"api": api_base}} if api_base else {}
    return stripe.StripeClient(
        key,
        max_network_retries=1,
        http_client=stripe.RequestsClient(timeout=timeout_seconds),
        **options,
    )


def client() -> stripe.StripeClient:
    return _client(
        settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE, settings.STRIPE_TIMEOUT_SECONDS
    )


class StripeGateway:
    """The port's Stripe. Amounts are satang; every object carries the attempt's key."""

    def start(self, ask: Ask) -> Seen:
        with _errors():
            return _start_session(ask) if ask.method == "card" else _start_promptpay(ask)

    def look_up(self, gateway_id: str) -> Seen:
        with _errors():
            if gateway_id.startswith(SESSION_PREFIX):
                expand: Any = {"expand": ["payment_intent"]}
                return seen_session(client().v1.checkout.sessions.retrieve(gateway_id, expand))
            return seen_intent(client().v1.payment_intents.retrieve(gateway_id))

    def find(self, key: str, method: str, since: datetime) -> Seen | None:
        listing: Any = {"created": {"gte": int((since - CLOCK_SLACK).timestamp())}, "limit": 100}
        v1 = client().v1
        with _errors():
            if method == "card":
                sessions = v1.checkout.sessions.list(listing).auto_paging_iter()
                found = _with_key(sessions, key)
                return seen_session(found) if found else None
            intents = v1.payment_intents.list(listing).auto_paging_iter()
            found = _with_key(intents, key)
            return seen_intent(found) if found else None

    def cancel(self, gateway_id: str) -> Seen:
        try:
            with _errors():
                if gateway_id.startswith(SESSION_PREFIX):
                    return seen_session(client().v1.checkout.sessions.expire(gateway_id))
                return seen_intent(client().v1.payment_intents.cancel(gateway_id))
        except Refused:  # paid, expired or cancelled before we asked: see which
            return self.look_up(gateway_id)

    def received(self) -> Iterator[tuple[str, int]]:
        with _errors():
            for intent in client().v1.payment_intents.list({"limit": 100}).auto_paging_iter():
                if intent.status == "succeeded" and getattr(intent.metadata, "attempt", None):
                    yield intent.id, intent.amount_received or 0

    def transactions(self, since: datetime | None = None) -> Iterator[Movement]:
        with _errors():
            yield from stripe_transactions.movements(client(), since)

    def refund(self, back: MoneyBack) -> MoneyBackSeen:
        with _errors():
            return stripe_refunds.create(client(), back)

    def look_up_refund(self, gateway_id: str) -> MoneyBackSeen:
        with _errors():
            return stripe_refunds.retrieve(client(), gateway_id)

    def find_refund(self, intent_id: str, key: str) -> MoneyBackSeen | None:
        with _errors():
            return stripe_refunds.find(client(), intent_id, key)

    def look_up_dispute(self, gateway_id: str) -> DisputeSeen:
        with _errors():
            return stripe_disputes.retrieve(client(), gateway_id)

    def answer_dispute(self, gateway_id: str, text: str) -> DisputeSeen:
        with _errors():
            return stripe_disputes.answer(client(), gateway_id, text)


def _start_promptpay(ask: Ask) -> Seen:
    params: Any = {
        "amount": ask.amount_satang,
        "currency": "thb",
        "allowed_payment_method_types": ["promptpay"],
        "payment_method_data": {"type": "promptpay", "billing_details": {"email": ask.email}},
        "confirm": True,
        "metadata": {"purchase": ask.purchase_number, "attempt": ask.key},
    }
    return seen_intent(client().v1.payment_intents.create(params, {"idempotency_key": ask.key}))


def _start_session(ask: Ask) -> Seen:
    metadata = {"purchase": ask.purchase_number, "attempt": ask.key}
    name = f"ตลาดชุมชน {ask.purchase_number}"
    product = {"currency": "thb", "unit_amount": ask.amount_satang, "product_data": {"name": name}}
    params: Any = {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [{"quantity": 1, "price_data": product}],
        "client_reference_id": ask.purchase_number,
        "success_url": ask.return_url,
        "cancel_url": ask.cancel_url,
        "expires_at": int((ask.expires_at + timedelta(minutes=SESSION_MINUTES)).timestamp()),
        "locale": "th" if ask.language == "th" else "en",
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
    }
    if ask.email:
        params["customer_email"] = ask.email
    return seen_session(client().v1.checkout.sessions.create(params, {"idempotency_key": ask.key}))


def seen_intent(intent: Any) -> Seen:
    action = getattr(intent, "next_action", None)
    code = getattr(action, "promptpay_display_qr_code", None) if action else None
    error = getattr(intent, "last_payment_error", None)
    status = INTENT_STATUS.get(intent.status, Status.WAITING)
    if intent.status == "requires_payment_method" and error:
        status = Status.FAILED
    return Seen(
        gateway_id=intent.id,
        intent_id=intent.id,
        status=status,
        received_satang=intent.amount_received or 0,
        currency=intent.currency,
        next_url=code.hosted_instructions_url if code else "",
        qr_data=code.data if code else "",
        error_code=(error.code or "") if error else "",
    )


def seen_session(session: Any) -> Seen:
    intent = session.payment_intent
    intent_id = intent if intent is None or isinstance(intent, str) else intent.id
    paid = session.payment_status == "paid"
    status = Status.SUCCEEDED if paid else Status.WAITING
    if not paid and session.status == "expired":
        status = Status.CANCELLED
    return Seen(
        gateway_id=session.id,
        intent_id=intent_id,
        status=status,
        received_satang=(session.amount_total or 0) if paid else 0,
        currency=session.currency or "thb",
        next_url=session.url or "",
    )


def _with_key(objects: Iterator[Any], key: str) -> Any | None:
    for position, found in enumerate(objects):
        if getattr(found.metadata, "attempt", None) == key:
            return found
        if position >= FIND_LIMIT:
            return None
    return None


@contextmanager
def _errors() -> Iterator[None]:
    """Turn Stripe's errors into ours by one question: was something done, or not?"""
    try:
        yield
    except stripe.CardError as error:
        raise Refused(error.code or "card_error") from error
    except stripe.RateLimitError as error:
        raise Unavailable("rate limited") from error
    except stripe.InvalidRequestError as error:
        if error.code == "resource_missing":
            raise NotFound(str(error)) from error
        if error.code in {"idempotency_key_in_use", "lock_timeout"}:
            raise Unavailable(error.code) from error
        raise Refused(error.code or "invalid_request") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise Unavailable("the key is not accepted") from error
    except stripe.StripeError as error:  # no connection, a time-out, a 5xx, garbage
        if error.http_status == 409:
            raise Unavailable("asked at the same moment") from error
        raise OutcomeUnknown(str(error)) from error
    except UnicodeDecodeError as error:  # an answer that is no text: the client lets it through
        raise OutcomeUnknown("an answer that cannot be read") from error
