"""What a seller has sold, day by day, and the bars that show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from shop.money import ZERO
from shop.purchases.models import SellerOrder

DAYS = 14
WEEK = 7
# The chart's own units; the browser scales them.
STEP, BAR, HEIGHT = 48, 36, 150
LEAST = 3  # a small sale is still seen


@dataclass(frozen=True)
class Day:
    day: date
    amount: Decimal
    height: int
    x: int

    @property
    def y(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Sales:
    """Fourteen days up to today, whatever was sold on them."""

    days: list[Day]

    @property
    def today(self) -> Decimal:
        return self.days[-1].amount

    @property
    def week(self) -> Decimal:
        return total(self.days[-WEEK:])

    @property
    def week_before(self) -> Decimal:
        return total(self.days[:-WEEK])

    @property
    def all(self) -> Decimal:
        return total(self.days)

    @property
    def best(self) -> Day:
        return max(self.days, key=lambda day: day.amount)

    @property
    def width(self) -> int:
        return STEP * DAYS

    @property
    def height(self) -> int:
        return HEIGHT


def total(days: list[Day]) -> Decimal:
    return sum((day.amount for day in days), ZERO)


def read_sales(orders: QuerySet[SellerOrder]) -> Sales:
    """Return what these orders brought in, by the market's own days, from one query."""
    today = timezone.localdate()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    sold = amounts_by_day(orders, since=days[0])
    amounts = [sold.get(day, ZERO) for day in days]
    drawn = zip(days, amounts, range((STEP - BAR) // 2, STEP * DAYS, STEP), strict=True)
    return Sales(
        [Day(day, amount, bar_height(amount, max(amounts)), x) for day, amount, x in drawn]
    )


def amounts_by_day(orders: QuerySet[SellerOrder], since: date) -> dict[date, Decimal]:
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    paid = orders.filter(paid_at__gte=midnight).exclude(state=SellerOrder.State.CANCELLED)
    rows = paid.values(day=TruncDate("paid_at")).annotate(amount=Sum("total")).order_by()
    return {row["day"]: row["amount"] for row in rows}


def bar_height(amount: Decimal, most: Decimal) -> int:
    """Return a bar's height in the chart's units, at least LEAST for any sale at all."""
    return max(int(HEIGHT * amount / most), LEAST) if amount > 0 else 0
