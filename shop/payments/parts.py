"""The payments of a purchase as its pay page lists them: what is paid, what is still open."""

from __future__ import annotations

from dataclasses import dataclass

from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase, SellerOrder

OVER = {SellerOrder.State.CANCELLED, SellerOrder.State.RETURNED}


@dataclass(frozen=True)
class PayPart:
    """One payment, with the attempt that waits for its money or had it."""

    payment: Payment
    attempt: Attempt | None

    @property
    def seller_order(self) -> SellerOrder | None:
        return self.payment.seller_order

    @property
    def is_paid(self) -> bool:
        return self.payment.state == Payment.State.PAID

    @property
    def is_open(self) -> bool:
        return self.payment.state == Payment.State.OPEN and not (
            self.seller_order and self.seller_order.state in OVER
        )


def parts_of(purchase: Purchase) -> list[PayPart]:
    """Return what is paid in one go each, in the order of the sellers. Two queries."""
    payments = (
        Payment.objects.filter(purchase=purchase)
        .select_related("purchase", "seller_order__seller__province")
        .prefetch_related("attempts")
        .order_by("pk")
    )
    return [PayPart(payment, _attempt_of(payment)) for payment in payments]


def _attempt_of(payment: Payment) -> Attempt | None:
    attempts = sorted(payment.attempts.all(), key=lambda attempt: attempt.number)
    came = [one for one in attempts if one.state == Attempt.State.SUCCEEDED]
    return came[0] if came else next(iter(attempts[::-1]), None)
