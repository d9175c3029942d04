"""Purchases that the sandbox has been paid for, by card or PromptPay."""

from __future__ import annotations

from shop.listings.models import Listing
from shop.payments import paying
from shop.purchases.models import Purchase, SellerOrder
from tests.fakestripe import FakeStripe
from tests.till import place_lines


def pay(till: FakeStripe, *wanted: tuple[Listing, int], method: str = "card") -> Purchase:
    purchase = place_lines(*wanted)
    attempt = paying.start(purchase, method)
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)
    purchase.refresh_from_db()
    return purchase


def only_share(purchase: Purchase) -> SellerOrder:
    return purchase.seller_orders.get()
