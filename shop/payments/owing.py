"""Money of the buyer's that is still with us is written down, to go back."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Exists, OuterRef

from shop.payments.models import Attempt, RefundDue
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder


def owe_all_back(purchase: Purchase, attempt: Attempt, amount: Decimal, reason: str) -> None:
    """Owe the buyer the whole payment, in the caller's transaction."""
    way = way_back(purchase, attempt)
    RefundDue.objects.create(attempt=attempt, amount=amount, reason=reason, way=way)
    record(purchase, "refund_due", attempt=attempt.number, amount=str(amount), reason=reason)


def owe_for_weight(seller_order: SellerOrder, amount: Decimal) -> None:
    """Owe the buyer what a seller order came to less, from the payment that was kept."""
    purchase, reason = seller_order.purchase, RefundDue.Reason.WEIGHT
    attempt = kept_attempt(purchase)
    RefundDue.objects.create(
        attempt=attempt,
        seller_order=seller_order,
        amount=amount,
        reason=reason,
        way=way_back(purchase, attempt),
    )
    record(
        purchase,
        "refund_due",
        seller_order=seller_order,
        attempt=attempt.number,
        amount=str(amount),
        reason=reason,
    )


def kept_attempt(purchase: Purchase) -> Attempt:
    """Return the one attempt whose money was kept for the purchase."""
    all_back = RefundDue.objects.filter(attempt=OuterRef("pk"), seller_order=None)
    received = Attempt.objects.filter(payment__purchase=purchase, state=Attempt.State.SUCCEEDED)
    return received.exclude(Exists(all_back)).get()


def way_back(purchase: Purchase, attempt: Attempt) -> str:
    # PromptPay is returned by a form that Stripe mails: to the buyer, never to our own address.
    by_hand = attempt.method == Attempt.Method.PROMPTPAY and not purchase.email
    return RefundDue.Way.MANUAL if by_hand else RefundDue.Way.GATEWAY
