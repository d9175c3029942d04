"""A page of cards, filtered and sorted as the address asks. Nonsense asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

from shop.browse.provinces import selling_provinces
from shop.browse.queries import ORDER, Cards, Sort
from shop.browse.remembering import remembered

PER_PAGE = 24
MOST_COUNTS = 2000
Place: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader chose: a province's code or nothing, and an order."""

    province: str
    sort: Sort

    def applied(self, cards: Cards) -> Cards:
        if self.province:
            cards = cards.filter(province_code=self.province)
        return cards.order_by(*ORDER[self.sort])


def read_wish(request: HttpRequest) -> Wish:
    province, sort = request.GET.get("province", ""), request.GET.get("sort", "")
    known = {row.code for row in selling_provinces()}
    return Wish(
        province=province if province in known else "",
        sort=Sort(sort) if sort in Sort.values else Sort.NEWEST,
    )


class Pages(Paginator):  # type: ignore[type-arg]
    """Pages of cards. A count of many is remembered for half a minute, a count of few never:
    what is new in a small place shows at once.
    """

    def __init__(self, cards: Cards, place: Place) -> None:
        super().__init__(cards, PER_PAGE)
        self._cards = cards
        self._place = place

    @cached_property
    def count(self) -> int:
        counts = _counts()
        count = counts.get(self._place)
        if count is None:
            count = self._cards.count()
            if count > PER_PAGE and len(counts) < MOST_COUNTS:
                counts[self._place] = count
        return count


@remembered(seconds=30)
def _counts() -> dict[Place, int]:
    return {}


def page_of(request: HttpRequest, cards: Cards, place: Place) -> Page[Any]:
    """Return the page that the address names; the first or last one where it is wrong."""
    page: Page[Any] = Pages(cards, place).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)  # counted and read once, whatever asks for it
    return page


def wished_page(request: HttpRequest, cards: Cards, *place: str | int) -> dict[str, Any]:
    """Return what shop/card_list.html and shop/card_filters.html expect.

    `place` names these cards among all that pages show: "category" and its id.
    """
    wish = read_wish(request)
    return {
        "wish": wish,
        "sorts": Sort.choices,
        "page_obj": page_of(request, wish.applied(cards), (*place, wish.province)),
    }
