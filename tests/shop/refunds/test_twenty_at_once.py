"""Twenty refunds of one seller order at the same moment never come to more than was paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from shop.ledger.balances import debit_of
from shop.purchases.models import SellerOrder
from shop.refunds.approving import refund_share
from shop.refunds.errors import RefundError
from tests.cast import make_listing, make_seller
from tests.racing import unguarded
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 20


def sold() -> SellerOrder:
    """Return 3 baskets at ฿100 and ฿40 delivery, paid."""
    return share_of(paid_purchase(make_listing(make_seller(), price="100.00", stock=9), quantity=3))


def at_once(share: SellerOrder, keys: Callable[[int], str]) -> Counter[str]:
    """Return how often each outcome was: done, or the name of what was raised."""
    line, barrier = share.lines.get().pk, Barrier(AT_ONCE)

    def refund(position: int) -> str:
        barrier.wait(20)
        try:
            parts = {line: (0, Decimal("70.00"))}
            refund_share(share, parts, reason="goodwill", by=None, key=keys(position))
        except (RefundError, IntegrityError) as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(refund, range(AT_ONCE)))


def test_no_more_goes_back_than_was_paid() -> None:
    share = sold()

    outcomes = at_once(share, lambda position: f"refund:{position}")

    share.refresh_from_db()
    assert outcomes == {"done": 4, "TooMuch": 16}  # 4 × 70 of 300
    assert (share.refunded, debit_of("refunds_due")) == (Decimal("280.00"), -28_000)
    assert book() == []


def test_one_key_is_one_refund() -> None:
    share = sold()

    outcomes = at_once(share, lambda _: "refund:one")

    share.refresh_from_db()
    assert outcomes == {"done": AT_ONCE}
    assert share.refunded == Decimal("70.00")


def test_without_the_guards_only_the_database_stops_it() -> None:
    share = sold()

    with unguarded():
        outcomes = at_once(share, lambda position: f"refund:{position}")

    assert outcomes["IntegrityError"] > 0
