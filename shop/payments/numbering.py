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
    number = payment.attempts.count() + 1
    is_by_hand = method in BY_HAND
    return Attempt.objects.create(
        payment=payment,
        number=number,
        method=method,
        amount=payment.amount,
        gateway="" if is_by_hand else "stripe",
        state=Attempt.State.OPEN if is_by_hand else Attempt.State.NEW,
        idempotency_key=f"{payment.number}-{number}",
    )
