"""A page of cards, filtered and sorted as the address asks. Nonsense asks for nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from shop.browse.provinces import selling_provinces
from shop.browse.queries import ORDER, Cards, Sort

PER_PAGE = 24


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


def page_of(request: HttpRequest, cards: Cards) -> Page[Any]:
    """Return the page that the address names; the first or last one where it is wrong."""
    page: Page[Any] = Paginator(cards, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)  # counted and read once, whatever asks for it
    return page


def wished_page(request: HttpRequest, cards: Cards) -> dict[str, Any]:
    """Return what shop/card_list.html and shop/card_filters.html expect."""
    wish = read_wish(request)
    return {
        "wish": wish,
        "sorts": Sort.choices,
        "page_obj": page_of(request, wish.applied(cards)),
    }
