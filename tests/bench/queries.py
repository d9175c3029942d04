"""How many queries a page takes, in a small market and in one twenty times as large."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from shop.browse.remembering import forget_everything
from tests.bench.figures import Figure
from tests.bench.placing import Cost, Placing
from tests.bench.walks import Walk, visitors, walks
from tests.fakestripe import FakeStripe

SMALL, LARGE = 100, 2000
LINES = (1, 5, 10)
ONCE, A_LINE = 25, 4


def measure(rounds: int) -> Iterator[Figure]:
    settings.ALLOWED_HOSTS.append("testserver")
    with FakeStripe() as fake:
        settings.STRIPE_API_BASE = fake.url
        placing = Placing()
        people = visitors(placing.owner, placing.variants[:3])
        _grow(SMALL, seed=1)
        small = {walk.name: _warm_and_cold(walk, people) for walk in walks()}
        placed = {lines: placing.press(lines) for lines in LINES}
        _grow(LARGE - SMALL, seed=2)
        for walk in walks():
            yield _page(walk, small[walk.name], _warm_and_cold(walk, people))
        for lines, before in placed.items():
            yield _placing(lines, before, placing.press(lines))


def _grow(listings: int, seed: int) -> None:
    size = {"listings": listings, "sellers": 20, "categories": 10, "seed": seed}
    call_command("generate_market", **size, stdout=StringIO(), stderr=StringIO())
    forget_everything()


def _warm_and_cold(walk: Walk, people: list[Client]) -> tuple[int, int]:
    return walk.queries(people), walk.cold_queries(people)


def _page(walk: Walk, small: tuple[int, int], large: tuple[int, int]) -> Figure:
    warm, cold = large
    value = (
        f"{warm} ({cold} for the first reader of a minute; "
        f"{small[0]} and {small[1]} with {SMALL} listings)"
    )
    limit = f"at most {walk.limit}, and none grows with {LARGE} listings"
    passed = max(large) <= walk.limit and warm <= small[0] and cold <= small[1]
    return Figure(f"queries, {walk.name}", value, limit, passed)


def _placing(lines: int, small: Cost, large: Cost) -> Figure:
    most = ONCE + A_LINE * lines
    limit = f"at most {most}, and none grows with {LARGE} listings"
    value = (
        f"{large.placing} ({small.placing} with {SMALL} listings; "
        f"{large.request} in the whole request, in which payment begins too)"
    )
    passed = large.placing <= most and large.placing <= small.placing
    return Figure(
        f"queries, placing {lines} {'line' if lines == 1 else 'lines'}", value, limit, passed
    )
