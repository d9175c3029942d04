"""The desk's list with ten thousand listings of one seller: how many queries, how long it takes.

Whole answers, drawn page included, asked for one after another in one process; the database
beside it on the same machine. The first asking of each address is not counted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.sellers.models import Seller
from shop.listings.models import Listing, Photo
from shop.visits.models import Visits
from tests.bench.figures import Figure
from tests.cast import join_team, make_user

HOW_MANY = 10_000
MOST_QUERIES, MOST_MS = 10, 500
LIST = "/desk/goods/"
CHOICES = {
    "newest first": "",
    "page 400": "page=400",
    "a hundred on a page": "per=100",
    "a part of a name": "q=น้ำผึ้ง",
    "two words and a number": "q=ผ้าขาวม้า เมืองเหนือ 42",
    "a code": "q=04217-0",
    "running low": "show=low",
    "without a photo": "show=no_photo",
    "paused": "state=paused",
    "by name": "sort=name",
    "fewest left first": "sort=fewest",
    "most looked at first": "sort=views",
    "most sold first": "sort=sold",
    "dearest of what runs low": "show=low&sort=dear&state=published",
}


@dataclass(frozen=True)
class Asked:
    name: str
    queries: int
    milliseconds: float


def measure(rounds: int) -> Iterator[Figure]:
    settings.ALLOWED_HOSTS.append("testserver")
    owner = make_user("owner@example.org")
    fill_shop(HOW_MANY)
    join_team(Seller.objects.get(), owner)
    desk = Client()
    desk.force_login(owner)
    lists = [_ask(desk, name, query, rounds) for name, query in CHOICES.items()]
    yield _queries(lists)
    yield _speed(lists)


def fill_shop(listings: int) -> None:
    """Give one seller so many listings: looked at for a month, a tenth paused, some bare."""
    size = {"listings": listings, "sellers": 1, "categories": 30, "seed": 1}
    call_command("generate_market", **size, stdout=sys.stderr)
    today = timezone.localdate()
    ids = list(Listing.objects.values_list("pk", flat=True))
    Listing.objects.filter(pk__in=ids[::10]).update(state=Listing.State.PAUSED)
    Photo.objects.filter(listing__in=ids[::40]).delete()
    Visits.objects.bulk_create(
        (
            Visits(listing_id=pk, day=today - timedelta(days=ago), views=pk % 7 + ago)
            for pk in ids
            for ago in range(0, 30, 3)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _ask(desk: Client, name: str, query: str, rounds: int) -> Asked:
    path = f"{LIST}?{query}"
    desk.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = desk.get(path)
    assert answer.status_code == 200, path
    assert b"goods-line" in answer.content, path
    asked = len(queries)  # before the next request empties the log
    milliseconds = median(_seconds(desk, path) for _ in range(rounds)) * 1000
    print(f"{name}: {asked} queries, {milliseconds:.0f} ms", file=sys.stderr)
    return Asked(name, asked, milliseconds)


def _seconds(desk: Client, path: str) -> float:
    started = perf_counter()
    desk.get(path)
    return perf_counter() - started


def _queries(lists: list[Asked]) -> Figure:
    worst = max(lists, key=lambda asked: asked.queries)
    return Figure(
        f"queries, a seller's list of {HOW_MANY:,} listings",
        f"{worst.queries} at most, over {len(lists)} ways to ask",
        f"at most {MOST_QUERIES}",
        worst.queries <= MOST_QUERIES,
    )


def _speed(lists: list[Asked]) -> Figure:
    plain, worst = lists[0], max(lists, key=lambda asked: asked.milliseconds)
    value = (
        f"{plain.milliseconds:.0f} ms at the median; slowest of {len(lists)} ways to ask: "
        f"{worst.milliseconds:.0f} ms ({worst.name})"
    )
    return Figure(
        f"time, a seller's list of {HOW_MANY:,} listings",
        value,
        f"at most {MOST_MS} ms, each",
        worst.milliseconds <= MOST_MS,
    )
