"""The figures of one listing: who looked, what was sold, day by day, and what to improve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from shop.desk.goods_list import ShownGoods, shown, with_shelf
from shop.desk.goods_lows import low_times
from shop.desk.goods_search import DAYS, since, with_figures
from shop.desk.goods_sold import earned_since, sold_by_day
from shop.desk.hint_words import Advice, advice_of
from shop.listings.hints import hints_of
from shop.listings.models import Listing
from shop.visits.reading import views_by_day

# The chart's own units; the browser scales them.
STEP, BAR, HEIGHT, LEAST = 24, 9, 120, 3


@dataclass(frozen=True)
class Day:
    """One day as two bars beside each other, each kind to its own scale."""

    day: date
    views: int
    sold: int  # grams of weighed goods
    x: int
    views_height: int
    sold_height: int

    @property
    def sold_x(self) -> int:
        return self.x + BAR + 1

    @property
    def views_y(self) -> int:
        return HEIGHT - self.views_height

    @property
    def sold_y(self) -> int:
        return HEIGHT - self.sold_height


@dataclass(frozen=True)
class Numbers:
    goods: ShownGoods
    days: list[Day]
    earned: Decimal
    advice: list[Advice]
    width: int = STEP * DAYS
    height: int = HEIGHT
    bar: int = BAR

    @property
    def views(self) -> int:
        return sum(day.views for day in self.days)

    @property
    def sold(self) -> int:
        return sum(day.sold for day in self.days)


def read_numbers(listing: Listing) -> Numbers:
    """Return the last thirty days of a listing."""
    figured = with_shelf(with_figures(Listing.objects.filter(pk=listing.pk))).get()
    goods = shown(figured)
    hints = hints_of(
        figured, list(figured.photos.all()), goods.variants, low_times=low_times(listing.pk)
    )
    earned = earned_since(listing.pk, since())
    return Numbers(goods, _days(listing.pk), earned, advice_of(figured, hints))


def _days(listing_id: int) -> list[Day]:
    first = since()
    views, sold = views_by_day(listing_id, first), sold_by_day(listing_id, first)
    most_views, most_sold = max(views.values(), default=0), max(sold.values(), default=0)
    return [
        Day(
            day=day,
            views=views.get(day, 0),
            sold=sold[day],
            x=STEP * number + 2,
            views_height=_height(views.get(day, 0), most_views),
            sold_height=_height(sold[day], most_sold),
        )
        for number in range(DAYS)
        for day in [first + timedelta(days=number)]
    ]


def _height(amount: int, most: int) -> int:
    """Return a bar's height, at least LEAST for anything at all."""
    return max(HEIGHT * amount // most, LEAST) if amount > 0 else 0
