from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.groups.models import Community
from shop.browse.market_days import MarketDay, coming_market_days
from shop.browse.provinces import provinces_by_sellers
from shop.browse.queries import COLUMNS, UNREAD, cards, newest
from shop.browse.remembering import remembered
from shop.browse.shelves import Shelf, shelves
from shop.listings.models import ListingCard

ON_HOME = 24
LOOKED_AT = 240
OF_ONE_SELLER = 2
IN_HERO = 8
MARKET_DAYS = 12
READ = [name for name in COLUMNS if name not in UNREAD]
SELLER = READ.index("seller_id")
Row: TypeAlias = "tuple[Any, ...]"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shown = _newest_of_many()
    context = {
        "cards": shown,
        "hero": _hero(shown),
        "provinces": provinces_by_sellers()[:20],
        "market_days": _market_days(),
        "shelves": _shelves_with_pictures(),
    }
    return render(request, "shop/home.html", context)


def _newest_of_many() -> list[ListingCard]:
    """Return the newest, but few of one seller: whoever lists forty at once fills no page."""
    found = newest(cards().filter(is_available=True)).values_list(*READ)[:LOOKED_AT]
    # Ten rows are read for each that is shown: only these become cards.
    return [ListingCard.from_db(DEFAULT_DB_ALIAS, READ, row) for row in _mixed(found)]


def _mixed(found: Iterable[Row]) -> list[Row]:
    seen: Counter[int] = Counter()
    first: list[Row] = []
    rest: list[Row] = []
    for row in found:
        seller_id = row[SELLER]
        seen[seller_id] += 1
        (first if seen[seller_id] <= OF_ONE_SELLER else rest).append(row)
    return list(islice([*first, *rest], ON_HOME))


def _hero(shown: Iterable[ListingCard]) -> list[ListingCard]:
    """Return the newest with a picture, no picture twice."""
    by_picture = {card.photo_key: card for card in shown if card.photo_key}
    return list(islice(by_picture.values(), IN_HERO))


def _market_days() -> list[MarketDay]:
    return coming_market_days(_markets())[:MARKET_DAYS]


@remembered(seconds=60)
def _markets() -> list[Community]:
    public = Community.objects.filter(state=Community.State.APPROVED)
    return list(public.exclude(market_days="").select_related("province"))


def _shelves_with_pictures() -> list[tuple[Shelf, ListingCard | None]]:
    pictures = _newest_by_shelf()
    return [(shelf, pictures.get(shelf.id)) for shelf in shelves().roots]


@remembered(seconds=60)
def _newest_by_shelf() -> dict[int, ListingCard]:
    """Return a card with a picture for each category of the first level."""
    roots = [shelf.id for shelf in shelves().roots]
    pictured = ListingCard.objects.filter(is_visible=True, is_available=True).exclude(photo_key="")
    found: dict[int, ListingCard] = {}
    for card in newest(pictured.defer("search_text"))[:400]:
        for root in set(roots).intersection(card.category_ids):
            found.setdefault(root, card)
    return found
