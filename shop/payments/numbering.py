"""The next try of a payment."""

from __future__ import annotations

from shop.payments.models import Attempt, Payment

# Ways whose money no gateway sees.
BY_HAND = (
    Attempt.Method.OWN_QR,
    Attempt.Method.TRANSFER,
    Attempt.Method.SELLER_QR,
    Attempt.Method.COD,
    Attempt.Method.CASH,
)


def next_attempt(payment: Payment, method: str) -> Attempt:
    """Write a new attempt down, the purchase locked. Where no gateway is asked it is open."""
    is_open = method in BY_HAND
    return _write(payment, method, Attempt.State.OPEN if is_open else Attempt.State.NEW)


def attempt_for_money_seen(payment: Payment, method: str) -> Attempt:
    """Write an attempt down for money that came beside every attempt.

    The buyer may be trying another way: this one was never live, and takes no live one's place.
    """
    return _write(payment, method, Attempt.State.CANCELLED)


def _write(payment: Payment, method: str, state: str) -> Attempt:
    number = payment.attempts.count() + 1
    return Attempt.objects.create(
        payment=payment,
        number=number,
        method=method,
        amount=payment.amount,
        gateway="" if method in BY_HAND else "stripe",
        state=state,
        idempotency_key=f"{payment.number}-{number}",
    )
