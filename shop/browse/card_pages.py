"""A page of cards, filtered and sorted as the address asks. Nonsense asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

from shop.browse.compiled import Question
from shop.browse.provinces import selling_provinces
from shop.browse.queries import ORDER, Cards, Sort, in_category
from shop.browse.queries import cards as all_cards
from shop.browse.remembering import FORGETTING, remembered
from shop.listings.models import ListingCard

PER_PAGE = 24
MOST_COUNTS = 2000
FIRST_OF_RARE_PAGES = 20 * PER_PAGE
Place: TypeAlias = "tuple[str | int, ...]"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader chose: a province's code or nothing, and an order."""

    province: str
    sort: Sort

    def filtered(self, cards: Cards) -> Cards:
        return cards.filter(province_code=self.province) if self.province else cards

    def applied(self, cards: Cards) -> Cards:
        return self.filtered(cards).order_by(*ORDER[self.sort])


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

    def __init__(self, found: Callable[[], Cards], wish: Wish, place: Place) -> None:
        super().__init__((), PER_PAGE)
        self._found = found
        self._wish = wish
        self._place = (*place, wish.province)

    @cached_property
    def count(self) -> int:
        counts = _counts()
        count = counts.get(self._place)
        if count is None:
            count = self._wish.filtered(self._found()).count()
            if count > PER_PAGE and len(counts) < MOST_COUNTS:
                counts[self._place] = count
        return count

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        # Read once, whatever asks for it.
        return Page(list(self.rows((number - 1) * PER_PAGE)), number, self)

    def rows(self, first: int) -> Iterable[ListingCard]:
        return one_page(self._found(), self._wish, first)


class ShelfPages(Pages):
    """Pages of a category, the most visited: their question is put into SQL once."""

    def __init__(self, shelf_id: int, wish: Wish) -> None:
        super().__init__(lambda: in_category(shelf_id), wish, ("category", shelf_id))
        self._shelf_id = shelf_id

    def rows(self, first: int) -> Iterable[ListingCard]:
        if first > FIRST_OF_RARE_PAGES:
            return super().rows(first)
        return _shelf_question(self._wish, first)(self._shelf_id)


@lru_cache(maxsize=2000)
def _shelf_question(wish: Wish, first: int) -> Question[ListingCard]:
    return Question(lambda shelf_id: one_page(in_category(shelf_id), wish, first))


FORGETTING.append(_shelf_question.cache_clear)


def one_page(cards: Cards, wish: Wish, first: int) -> Cards:
    """Return 24 cards, found by their keys: whole rows take long to sort when they are many."""
    wished = wish.applied(cards)
    if not first:
        return wished[:PER_PAGE]
    keys = wished.values("pk")[first : first + PER_PAGE]
    return all_cards().filter(pk__in=keys).order_by(*ORDER[wish.sort])


@remembered(seconds=30)
def _counts() -> dict[Place, int]:
    return {}


def wished_page(request: HttpRequest, cards: Cards, *place: str | int) -> dict[str, Any]:
    """Return what shop/card_list.html and shop/card_filters.html expect.

    `place` names these cards among all that pages show: "seller" and its id.
    """
    wish = read_wish(request)
    return _shown(request, wish, Pages(lambda: cards, wish, place))


def wished_shelf(request: HttpRequest, shelf_id: int) -> dict[str, Any]:
    """Return what wished_page returns, for a category."""
    wish = read_wish(request)
    return _shown(request, wish, ShelfPages(shelf_id, wish))


def _shown(request: HttpRequest, wish: Wish, pages: Pages) -> dict[str, Any]:
    """Show the page that the address names; the first or last one where it is wrong."""
    page = pages.get_page(request.GET.get("page"))
    return {"wish": wish, "sorts": Sort.choices, "page_obj": page}
