"""Twenty refunds of one seller order at the same moment never come to more than was paid.

Each in a process of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum

from shop.ledger.balances import debit_of
from shop.purchases.models import SellerOrder
from shop.refunds import approving
from shop.refunds.approving import refund_share
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller
from tests.processes import at_once, meeting, without_checks
from tests.racing import unguarded
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db(transaction=True)
TWENTY = 20
IN_THE_DATABASE = (
    "purchases_line_refunded_within",
    "purchases_refunded_within_total",
    "payments_refunded_within_received",
)


def sold() -> SellerOrder:
    """Return 3 baskets at ฿100 and ฿40 delivery, paid."""
    return share_of(paid_purchase(make_listing(make_seller(), price="100.00", stock=9), quantity=3))


def twenty_refunds(share: SellerOrder, keys: Callable[[int], str]) -> Counter[str]:
    """Return how often each outcome was: done, or the name of what was raised."""
    line = share.lines.get().pk

    def refund(position: int) -> object:
        parts = {line: (0, Decimal("70.00"))}
        return refund_share(share, parts, reason="goodwill", by=None, key=keys(position))

    return Counter(at_once([lambda n=n: refund(n) for n in range(TWENTY)]))


@pytest.fixture
def all_have_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let none go on before all twenty have seen that nothing is given back yet."""
    go_on, wait = approving.draft, meeting(TWENTY, seconds=5.0)

    def draft(*given: Any, **named: Any) -> Refund:
        wait()
        return go_on(*given, **named)

    monkeypatch.setattr(approving, "draft", draft)


def owed_back() -> Decimal:
    return Refund.objects.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def test_no_more_goes_back_than_was_paid() -> None:
    share = sold()

    outcomes = twenty_refunds(share, lambda position: f"refund:{position}")

    share.refresh_from_db()
    assert outcomes == {"done": 4, "TooMuch": 16}  # 4 × 70 of 300
    assert (share.refunded, debit_of("refunds_due")) == (Decimal("280.00"), -28_000)
    assert (owed_back(), book()) == (Decimal("280.00"), [])


def test_one_key_is_one_refund() -> None:
    share = sold()

    outcomes = twenty_refunds(share, lambda _: "refund:one")

    share.refresh_from_db()
    assert outcomes == {"done": TWENTY}
    assert (share.refunded, owed_back()) == (Decimal("70.00"), Decimal("70.00"))


@pytest.mark.usefixtures("all_have_looked")
def test_without_the_guards_only_the_database_stops_it() -> None:
    share = sold()

    with unguarded():
        outcomes = twenty_refunds(share, lambda position: f"refund:{position}")

    assert outcomes["IntegrityError"] > 0
    assert owed_back() <= share.total


@pytest.mark.usefixtures("all_have_looked")
def test_without_any_guard_more_goes_back_than_was_paid() -> None:
    share = sold()

    with unguarded(), without_checks(*IN_THE_DATABASE):
        twenty_refunds(share, lambda position: f"refund:{position}")

    assert owed_back() > share.total


@pytest.mark.usefixtures("all_have_looked")
def test_without_the_lock_one_key_is_not_one_answer() -> None:
    share = sold()

    with unguarded():
        outcomes = twenty_refunds(share, lambda _: "refund:one")

    assert outcomes == {"done": 1, "KeyUsed": 19}  # the key's own guard
    assert owed_back() == Decimal("70.00")
