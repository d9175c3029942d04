"""Paid purchases with their money in the books, for tests of refunds."""

from __future__ import annotations

from typing import Any

from shop.books.audit import audit
from shop.ledger.models import Journal
from shop.ledger.sales import book_paid
from shop.listings.models import Listing
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from tests.sold import make_purchase


def paid_purchase(*listings: Listing, **options: Any) -> Purchase:
    """Return a purchase that was paid by PromptPay, booked as the till does."""
    purchase = make_purchase(*listings, **options)
    attempt = Attempt.objects.get(payment__purchase=purchase)
    if not Journal.objects.filter(purchase=purchase).exists():
        book_paid(attempt, purchase.seller_orders.order_by("pk"))
    return purchase


def book() -> list[str]:
    """Return the names of the promises that do not hold, with what breaks them."""
    return [f"{one.promise.name} {one.rows}" for one in audit(gateway=False) if not one.holds]
