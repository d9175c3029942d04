from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation

from community.sellers.models import Seller
from shop.desk.sales import bar_height, read_sales
from shop.desk.templatetags.desk import waited
from shop.purchases.models import SellerOrder
from tests.cast import make_listing
from tests.sold import make_purchase


def test_a_day_begins_at_midnight_in_thailand(malis_shop: Seller) -> None:
    # 17:30 in London's winter is half past midnight, the next day, in Bangkok.
    evening = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    make_purchase(make_listing(malis_shop, price="100.00"), at=evening)

    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC)):
        sales = read_sales(SellerOrder.objects.all())

    assert sales.today == Decimal("140.00")
    assert sales.best.day == date(2026, 11, 22)


@pytest.mark.django_db
def test_a_shop_without_sales_has_fourteen_empty_days() -> None:
    sales = read_sales(SellerOrder.objects.none())

    assert len(sales.days) == 14
    assert {day.height for day in sales.days} == {0}
    assert sales.all == Decimal("0.00")


@pytest.mark.parametrize(
    ("amount", "height"), [("0.00", 0), ("0.50", 3), ("500.00", 75), ("1000.00", 150)]
)
def test_bars_are_drawn_to_the_best_day(amount: str, height: int) -> None:
    assert bar_height(Decimal(amount), Decimal("1000.00")) == height


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "waiting 1 minute"),
        (timedelta(minutes=59), "waiting 59 minutes"),
        (timedelta(hours=23, minutes=59), "waiting 23 hours"),
        (timedelta(days=2, hours=5), "waiting 2 days"),
    ],
)
def test_waiting_is_said_in_the_largest_unit(ago: timedelta, text: str) -> None:
    with translation.override("en"):
        assert waited(timezone.now() - ago) == text
