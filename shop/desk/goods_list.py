"""A seller's goods as the desk lists them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, QuerySet

from shop.browse.shelves import shelves
from shop.desk.access import Desk
from shop.desk.goods_search import Asked, found, in_order, with_figures
from shop.listings.hints import Hint, hints_of
from shop.listings.models import Listing, Photo, Variant
from shop.stock.reserving import left_of


@dataclass(frozen=True)
class ShownGoods:
    listing: Listing
    image: dict[str, Any] | None
    variants: list[Variant]  # those with a price

    @property
    def left(self) -> int:
        return sum(left_of(variant.stock_record) for variant in self.variants)

    @property
    def price(self) -> Decimal | None:
        """Return the lowest; nothing for a draft that has none yet."""
        return min((variant.stock_record.price for variant in self.variants), default=None)

    @property
    def has_prices(self) -> bool:
        return len({variant.stock_record.price for variant in self.variants}) > 1

    @property
    def is_low(self) -> bool:
        return self.listing.made_to_order_days is None and any(
            left_of(variant.stock_record) <= (variant.stock_record.low_stock_threshold or 0)
            for variant in self.variants
        )

    @cached_property
    def hints(self) -> list[Hint]:
        return hints_of(self.listing, list(self.listing.photos.all()), self.variants)


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list, and how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class GoodsList:
    page: Page[Any]
    states: list[Choice]
    categories: list[Choice]
    total: int  # in every state, of what the words and the filter find


def read_goods(desk: Desk, asked: Asked, number: str) -> GoodsList:
    """Return a page and what can be chosen, from two questions and two for what is shown."""
    goods = found(all_listings(desk), asked)
    counts = _counts(goods)
    chosen = _narrowed(goods, asked)
    states = _in_category(counts, asked.category)
    left = states[asked.state] if asked.state else sum(states.values())
    paginator = Paginator(with_shelf(in_order(with_figures(chosen), asked)), asked.per_page)
    paginator.count = left  # known by now: a question less
    page: Page[Any] = paginator.get_page(number)
    page.object_list = [shown(listing) for listing in page.object_list]
    return GoodsList(page, _states(states), _categories(counts, asked), sum(states.values()))


def _counts(goods: QuerySet[Listing]) -> Counter[tuple[str, int]]:
    rows = goods.order_by().values_list("state", "category_id").annotate(count=Count("pk"))
    return Counter({(state, category): count for state, category, count in rows})


def _narrowed(goods: QuerySet[Listing], asked: Asked) -> QuerySet[Listing]:
    if asked.state:
        goods = goods.filter(state=asked.state)
    if asked.category:
        goods = goods.filter(category=int(asked.category))
    return goods


def _in_category(counts: Counter[tuple[str, int]], category: str) -> Counter[str]:
    states: Counter[str] = Counter()
    for (state, category_id), count in counts.items():
        if not category or str(category_id) == category:
            states[state] += count
    return states


def _states(counts: Counter[str]) -> list[Choice]:
    """Return the states that hold anything, in the order of a listing's life."""
    return [Choice(one.value, str(one.label), counts[one]) for one in Listing.State if counts[one]]


def _categories(counts: Counter[tuple[str, int]], asked: Asked) -> list[Choice]:
    by_category: Counter[int] = Counter()
    for (state, category_id), count in counts.items():
        if not asked.state or state == asked.state:
            by_category[category_id] += count
    known = shelves().by_id
    return [
        Choice(str(shelf.id), shelf.name, by_category[shelf.id])
        for shelf in known.values()
        if by_category[shelf.id] or str(shelf.id) == asked.category
    ]


def all_listings(desk: Desk) -> QuerySet[Listing]:
    """Return what its seller may look at: with what staff took off sale."""
    return Listing.objects.filter(seller=desk.seller)


def own_listings(desk: Desk) -> QuerySet[Listing]:
    """Return what its seller may do something with."""
    return all_listings(desk).exclude(state=Listing.State.WITHDRAWN)


def with_shelf(found: QuerySet[Listing]) -> QuerySet[Listing]:
    priced = Variant.objects.filter(stock_record__price__isnull=False)
    photos = Photo.objects.exclude(state=Photo.State.FAILED)
    return found.select_related("seller").prefetch_related(
        Prefetch("variants", priced.select_related("stock_record")), Prefetch("photos", photos)
    )


def shown(listing: Listing) -> ShownGoods:
    photos = list(listing.photos.all())
    return ShownGoods(listing, photos[0].image if photos else None, list(listing.variants.all()))
