"""Ask a gateway for a purchase's money. The stock is held before anything is asked."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from shop.gateways.base import (
    Ask,
    GatewayError,
    NotFound,
    OutcomeUnknown,
    Refused,
    Seen,
    Status,
)
from shop.gateways.registry import gateway_named
from shop.money import to_satang
from shop.payments.models import Attempt, Payment
from shop.payments.moves import move_attempt, move_payment
from shop.payments.numbering import next_attempt
from shop.payments.payable import NotPayable, check_payable
from shop.payments.receiving import apply
from shop.purchases.models import Purchase, SellerOrder

log = logging.getLogger("talat.payments")
State = Attempt.State
Share = SellerOrder.State
# An answer that has not come by now is lost.
SILENCE = timedelta(minutes=1)


def start(purchase: Purchase, method: str) -> Attempt:
    """Return a live attempt of this method, asked of the gateway.

    A second call, from another tab or after a time-out, goes on with the same attempt: same
    key, same object, one charge. Raises NotPayable.
    """
    live = live_attempt(purchase)
    if live and live.method != method:
        close(live)
        if live.state == State.SUCCEEDED:
            raise NotPayable("paid")
    attempt = _take_attempt(purchase, method)
    return attempt if attempt.state == State.OPEN or not attempt.gateway else ask(attempt)


def live_attempt(purchase: Purchase) -> Attempt | None:
    """Return the live attempt for the whole purchase."""
    return live_attempts(purchase).filter(payment__seller_order=None).first()


def live_attempts(purchase: Purchase) -> QuerySet[Attempt]:
    attempts = Attempt.objects.filter(payment__purchase=purchase, state__in=Attempt.LIVE)
    return attempts.select_related("payment__purchase", "payment__seller_order")


@transaction.atomic
def _take_attempt(purchase: Purchase, method: str) -> Attempt:
    """Write the attempt down before the gateway hears of it. Locks the purchase."""
    purchase = Purchase.objects.select_for_update().get(pk=purchase.pk)
    check_payable(purchase)
    payment, _ = Payment.objects.get_or_create(
        purchase=purchase, seller_order=None, defaults={"amount": purchase.total}
    )
    attempts = payment.attempts.select_related("payment__purchase")
    if live := attempts.filter(state__in=Attempt.LIVE).first():
        return live
    Purchase.objects.filter(pk=purchase.pk).update(way=method)
    return next_attempt(payment, method)


def ask(attempt: Attempt) -> Attempt:
    """Ask the gateway, or ask again with the same key."""
    gateway = gateway_named(attempt.gateway)
    try:
        seen = gateway.start(_question(attempt))
    except Refused as refused:
        move_attempt(attempt, State.FAILED, error_code=refused.code)
    except OutcomeUnknown as unknown:
        log.warning("attempt %s: outcome unknown: %s", attempt.idempotency_key, unknown)
        if attempt.state == State.UNKNOWN:  # the gateway repeats its error: look for the object
            return _search(attempt)
        move_attempt(attempt, State.UNKNOWN)
    except GatewayError as error:
        log.warning("attempt %s: %s", attempt.idempotency_key, error)
    else:
        _take_answer(attempt, seen)
    return attempt


def _take_answer(attempt: Attempt, seen: Seen) -> None:
    """Apply the answer; what was given up while it was on its way is closed at the gateway."""
    apply(attempt, seen)
    if seen.status is Status.WAITING and attempt.state not in Attempt.LIVE:
        log.warning("attempt %s: answered after it was given up", attempt.idempotency_key)
        apply(attempt, gateway_named(attempt.gateway).cancel(seen.gateway_id))


def _search(attempt: Attempt) -> Attempt:
    """Find what became of an attempt whose answer was lost; give it up when there is nothing."""
    gateway = gateway_named(attempt.gateway)
    try:
        seen = gateway.find(attempt.idempotency_key, attempt.method, attempt.created_at)
    except GatewayError:
        return attempt
    if seen is not None:
        apply(attempt, seen)
    else:
        move_attempt(attempt, State.FAILED, error_code="gateway_error")
    return attempt


def sync(attempt: Attempt) -> Attempt:
    """Bring an attempt up to what the gateway knows. Raises GatewayError."""
    if not attempt.gateway:
        return attempt  # nobody to ask: a person sees the money come
    gateway = gateway_named(attempt.gateway)
    if attempt.gateway_id is None:
        # A question that was asked just now is not a lost one.
        return _search(attempt) if _is_silent(attempt) else attempt
    try:
        seen = gateway.look_up(attempt.gateway_id)
    except NotFound:
        log.exception("attempt %s: its object is gone", attempt.idempotency_key)
        return attempt
    apply(attempt, seen)
    return attempt


def _is_silent(attempt: Attempt) -> bool:
    return timezone.now() - attempt.created_at > SILENCE


def close(attempt: Attempt) -> Attempt:
    """Close an attempt at the gateway; one that was paid first is booked. Raises GatewayError."""
    if not attempt.gateway:
        move_attempt(attempt, State.CANCELLED)
        return attempt
    if attempt.gateway_id is None:
        _search(attempt)
    if attempt.gateway_id is None or attempt.state not in Attempt.LIVE:
        return attempt
    seen = gateway_named(attempt.gateway).cancel(attempt.gateway_id)
    apply(attempt, seen)
    return attempt


def close_payment(purchase: Purchase) -> None:
    """Close what is open at the gateway for a purchase that is over. Raises GatewayError."""
    for live in live_attempts(purchase):
        if _is_over(live.payment):
            close(live)
    for payment in Payment.objects.filter(purchase=purchase, state=Payment.State.OPEN):
        if _is_over(payment):
            move_payment(payment, Payment.State.CLOSED)


def _is_over(payment: Payment) -> bool:
    """Return whether nothing is to be paid any more: of a purchase, or of one seller's share."""
    share = payment.seller_order
    if share is None:
        return not payment.purchase.is_awaiting
    return share.paid_at is None and share.state in (Share.CANCELLED, Share.RETURNED)


def _question(attempt: Attempt) -> Ask:
    purchase = attempt.payment.purchase
    home = settings.SITE_URL
    return Ask(
        key=attempt.idempotency_key,
        method=attempt.method,
        amount_satang=to_satang(attempt.amount),
        purchase_number=purchase.number,
        email=purchase.email or _stand_in(attempt.method),
        language=purchase.language,
        return_url=home + reverse("payments:return", args=[purchase.number]),
        cancel_url=home + reverse("payments:pay", args=[purchase.number]),
        expires_at=purchase.expires_at,
    )


def _stand_in(method: str) -> str:
    """Return the marketplace's address for PromptPay, which Stripe does not sell without one."""
    return settings.MARKETPLACE_EMAIL if method == Attempt.Method.PROMPTPAY else ""
