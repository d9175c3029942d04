"""Purchases that wait for money which no gateway sees."""

from __future__ import annotations

from typing import Any

from shop.listings.models import Listing
from shop.payments.models import Attempt, Payment
from shop.payments.numbering import next_attempt
from shop.purchases.models import Purchase
from tests.sold import make_purchase

State = Purchase.State


def to_the_market(*listings: Listing, way: str = Attempt.Method.OWN_QR, **fields: Any) -> Payment:
    """Return the payment of a purchase that is paid to the marketplace's own account."""
    purchase = make_purchase(*listings, state=State.AWAITING_PAYMENT, way=way, **fields)
    purchase.payments.get().attempts.all().delete()
    next_attempt(purchase.payments.get(), way)
    return _read(purchase.payments.get())


def to_sellers(*listings: Listing, **fields: Any) -> list[Payment]:
    """Return the payments of a purchase whose sellers are paid by their own QR codes."""
    purchase = make_purchase(
        *listings,
        state=State.AWAITING_PAYMENT,
        way=Attempt.Method.SELLER_QR,
        collect_by=Purchase.CollectBy.SELLER_DIRECT,
        **fields,
    )
    Attempt.objects.filter(payment__purchase=purchase).delete()
    purchase.payments.all().delete()
    payments = [
        Payment.objects.create(purchase=purchase, seller_order=share, amount=share.total)
        for share in purchase.seller_orders.order_by("pk")
    ]
    for payment in payments:
        next_attempt(payment, Attempt.Method.SELLER_QR)
    return [_read(payment) for payment in payments]


def _read(payment: Payment) -> Payment:
    found = Payment.objects.select_related("purchase", "seller_order__seller")
    return found.get(pk=payment.pk)
