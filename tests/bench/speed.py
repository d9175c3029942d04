"""How fast pages are, beside a view that does nothing but one SELECT, on the same server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle, repeat
from statistics import median

from shop.browse.shelves import shelves
from shop.listings.models import Listing, ListingCard
from tests.bench.figures import Figure
from tests.bench.load import requests_per_second
from tests.bench.market import generate, production_server

LISTINGS, SELLERS, CATEGORIES = 20_000, 100, 50
PROCESSES, CONNECTIONS = 2, 16
BARE = "/bench/bare/"
PRODUCTS = 2_000
PRODUCT_SHARE, CATEGORY_SHARE = 0.12, 0.08
TURN_SECONDS, WARM_SECONDS = 4.0, 2.0
MOST_TURNS = 5


def measure(rounds: int) -> Iterator[Figure]:
    generate(LISTINGS, SELLERS, CATEGORIES)
    pages = {
        "product page": (_products(), PRODUCT_SHARE),
        "category page 1": (_categories(page=1), CATEGORY_SHARE),
        "category page 10": (_categories(page=10), CATEGORY_SHARE),
    }
    with production_server(PROCESSES) as port:
        for name, (paths, share) in pages.items():
            yield _figure(name, _turns(port, paths, min(rounds, MOST_TURNS)), share)


def _turns(port: int, paths: list[str], turns: int) -> list[tuple[float, float]]:
    """Return (page, bare) in requests a second, measured by turns: both see the same weather."""
    pages, bare = cycle(paths), repeat(BARE)
    _ask(port, pages, WARM_SECONDS)
    return [(_ask(port, pages), _ask(port, bare)) for _ in range(turns)]


def _ask(port: int, paths: Iterator[str], seconds: float = TURN_SECONDS) -> float:
    return requests_per_second(port, paths, connections=CONNECTIONS, seconds=seconds)


def _figure(name: str, turns: list[tuple[float, float]], share: float) -> Figure:
    print(f"{name}: {[(round(page), round(bare)) for page, bare in turns]}", file=sys.stderr)
    page, bare = (median(side) for side in zip(*turns, strict=True))
    ratio = median(page / bare for page, bare in turns)
    value = f"{ratio:.3f} of a bare view ({page:.0f} of {bare:.0f} requests/s)"
    return Figure(f"speed, {name}", value, f"at least {share}", ratio >= share)


def _products() -> list[str]:
    """Return listings from all over the market."""
    every = LISTINGS // PRODUCTS
    ids = list(ListingCard.objects.order_by("pk").values_list("pk", flat=True))[::every]
    return [listing.get_absolute_url() for listing in Listing.objects.filter(pk__in=ids)]


def _categories(page: int) -> list[str]:
    """Return that page of each of the categories that hold the goods."""
    leaves = [shelf for shelf in shelves().by_id.values() if not shelves().below(shelf)]
    suffix = "" if page == 1 else f"?page={page}"
    return [shelf.url + suffix for shelf in leaves if shelf.name_th.startswith("หมวดย่อย")]
