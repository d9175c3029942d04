"""The office's queue with ten thousand applications: how many queries, and how long it takes.

Whole answers, drawn page included, asked for one after another in one process; the database
beside it on the same machine. The first asking of each address is not counted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.joining.models import Application
from community.joining.moves import WAITING
from tests.bench.applicants import generate_applications
from tests.bench.figures import Figure
from tests.cast import make_staff

HOW_MANY = 10_000
MOST_QUERIES, MOST_MS = 8, 300
MOST_PAGE_QUERIES = 20
LIST = "/office/applications/"
CHOICES = {
    "all that wait": "",
    "page 100 of them": "page=100",
    "everything that was sent": "state=all",
    "its page 400": "state=all&page=400",
    "a week or longer": "older=7",
    "one province": "province=50",
    "one community": "community=market-7",
    "one kind": "kind=company",
    "a part of a name": "q=บ้านดอน",
    "a telephone": "q=0800000042",
    "a name in one province, two weeks or longer": "q=มะลิ&province=50&older=14",
    "accounts for a second look": "state=second",
}


@dataclass(frozen=True)
class Asked:
    name: str
    queries: int
    milliseconds: float


def measure(rounds: int) -> Iterator[Figure]:
    settings.ALLOWED_HOSTS.append("testserver")
    generate_applications(HOW_MANY)
    office = Client()
    office.force_login(make_staff())
    lists = [_ask(office, name, f"{LIST}?{query}", rounds) for name, query in CHOICES.items()]
    for asked in lists:
        print(
            f"{asked.name}: {asked.queries} queries, {asked.milliseconds:.0f} ms", file=sys.stderr
        )
    yield _queries(lists)
    yield _speed(lists)
    yield from _one(office, rounds)


def _ask(office: Client, name: str, path: str, rounds: int) -> Asked:
    office.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = office.get(path)
    assert answer.status_code == 200, path
    return Asked(name, len(queries), median(_seconds(office, path) for _ in range(rounds)) * 1000)


def _seconds(office: Client, path: str) -> float:
    started = perf_counter()
    office.get(path)
    return perf_counter() - started


def _queries(lists: list[Asked]) -> Figure:
    worst = max(lists, key=lambda asked: asked.queries)
    value = f"{worst.queries} at most, over {len(lists)} ways to filter"
    return Figure(
        f"queries, the office's list of {HOW_MANY:,} applications",
        value,
        f"at most {MOST_QUERIES}",
        worst.queries <= MOST_QUERIES,
    )


def _speed(lists: list[Asked]) -> Figure:
    plain, worst = lists[0], max(lists, key=lambda asked: asked.milliseconds)
    value = (
        f"{plain.milliseconds:.0f} ms at the median; slowest of {len(lists)} ways to filter: "
        f"{worst.milliseconds:.0f} ms ({worst.name})"
    )
    return Figure(
        f"time, the office's list of {HOW_MANY:,} applications",
        value,
        f"at most {MOST_MS} ms, each",
        worst.milliseconds <= MOST_MS,
    )


def _one(office: Client, rounds: int) -> Iterator[Figure]:
    """One application, with the search for others like it among all of them."""
    oldest = Application.objects.filter(state__in=WAITING).order_by("submitted_at", "pk")[0]
    asked = _ask(office, "one application", f"{LIST}{oldest.key}/", rounds)
    value = f"{asked.queries} queries, {asked.milliseconds:.0f} ms at the median"
    passed = asked.queries <= MOST_PAGE_QUERIES and asked.milliseconds <= MOST_MS
    limit = f"at most {MOST_PAGE_QUERIES} queries, {MOST_MS} ms"
    yield Figure("one application on one page", value, limit, passed)
