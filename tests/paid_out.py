"""Sold, delivered and waiting for its payout, for tests of the sellers' money."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from community.people.models import User
from shop.ledger.sales import book_paid
from shop.listings.models import Listing
from shop.payments.models import Attempt
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Batch, Payout
from shop.payouts.releasing import release
from shop.purchases.models import SellerOrder
from tests.sold import make_purchase

LONG_AGO = timedelta(days=30)


def sell(*listings: Listing, payable_from: datetime | None = None, **options: Any) -> SellerOrder:
    """Return the first share of a paid purchase, in the ledger, shipped, delivered, payable."""
    purchase = make_purchase(*listings, **options)
    attempt = Attempt.objects.get(payment__purchase=purchase)
    shares = purchase.seller_orders.order_by("pk")
    book_paid(attempt, shares)
    then = timezone.now() - LONG_AGO
    shares.update(
        state=SellerOrder.State.SHIPPED,
        shipped_at=then,
        delivered_at=then,
        payable_from=payable_from or then + timedelta(days=7),
    )
    return shares[0]


def pay_out(by: User, second: User, **options: Any) -> tuple[Batch, list[Payout]]:
    """Return a batch that two people let go, and its payouts."""
    batch = draw_up(by, **options)
    assert batch is not None
    return batch, release(batch, second)
