"""Two runs at the same moment, each in a process of its own: an entry goes into one batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pytest
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from shop.payouts import drawing_up
from shop.payouts.models import Batch, Claim, Payout, Schedule
from shop.payouts.running import run_schedules
from tests.books import the_books_agree
from tests.processes import at_once, meeting
from tests.shop.payouts.test_payout_races import World, no_claim_is_unique

pytestmark = pytest.mark.django_db(transaction=True)
EARNED = -42_000  # what each shop has in the books


@contextmanager
def met(name: str, runs: int = 2) -> Iterator[None]:
    """Let the runs wait for each other after a step of drawing up, as far as locks let them."""
    step, wait = getattr(drawing_up, name), meeting(runs)

    def and_wait(*given: object, **facts: object) -> object:
        done = step(*given, **facts)
        wait()
        return done

    with patch.object(drawing_up, name, and_wait):
        yield


def claimed() -> tuple[int, int]:
    """Return what all payouts claim together, and in how many the most claimed entry is."""
    sums = Claim.objects.aggregate(sum=Sum("entry__amount_satang"))["sum"] or 0
    most = Claim.objects.values("entry").annotate(times=Count("pk")).order_by("-times").first()
    return sums, most["times"] if most else 0


def by_hand() -> Batch | None:
    return drawing_up.draw_up()


def due_today() -> date:
    """Return the day of the market's schedule: today."""
    today = timezone.localdate()
    Schedule.objects.create(next_on=today, minimum=1, hold_days=1, cod_hold_days=5)
    return today


def test_an_entry_is_in_one_batch() -> None:
    [World() for _ in range(3)]

    with met("claim"):
        outcomes = at_once([by_hand, by_hand])

    assert outcomes == ["done", "done"]
    assert (claimed(), Payout.objects.count()) == ((3 * EARNED, 1), 3)
    the_books_agree()


def test_without_its_unique_claim_an_entry_is_in_two() -> None:
    [World() for _ in range(3)]

    with no_claim_is_unique(), met("claim"):
        at_once([by_hand, by_hand])

    assert claimed() == (6 * EARNED, 2)


def test_the_schedules_day_makes_one_batch() -> None:
    World()
    today = due_today()

    with met("record"):
        outcomes = at_once([lambda: run_schedules(today)] * 2)

    assert outcomes == ["done", "done"]
    assert (claimed(), Batch.objects.count()) == ((EARNED, 1), 1)
    the_books_agree()


def test_without_lock_and_claim_the_day_makes_two() -> None:
    World()
    today = due_today()
    unlocked = patch.object(QuerySet, "select_for_update", lambda rows, **how: rows.all())

    with no_claim_is_unique(), unlocked, met("record"):
        outcomes = at_once([lambda: run_schedules(today)] * 2)

    assert outcomes == ["done", "done"]
    assert (claimed(), Batch.objects.count()) == ((2 * EARNED, 2), 2)
