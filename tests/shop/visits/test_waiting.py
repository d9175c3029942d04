"""The thread that writes what was seen, in a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from shop.visits import counting
from shop.visits.counting import View
from shop.visits.models import Visits
from tests.cast import make_listing, make_seller


@pytest.fixture(autouse=True)
def nothing_seen(settings: Any) -> Iterator[None]:
    counting.forget()
    settings.VISITS_SECONDS = 0.05
    yield
    counting.forget()


@pytest.mark.django_db(transaction=True)
def test_it_writes_by_itself_and_waits_for_the_next() -> None:
    listing = make_listing(make_seller())
    today = timezone.localdate()

    for visitor in (1, 2):
        counting.saw(View(listing.product_id, None, today, visitor))
        wait_until_written()

    assert Visits.objects.get().views == 2


def test_a_database_that_is_away_costs_half_a_minute_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        counting.forget()
        raise DatabaseError("away")

    monkeypatch.setattr(counting, "write", away)

    counting.saw(View(1, None, timezone.localdate(), 1))
    wait_until_written()

    assert "half a minute of views is lost: away" in caplog.text


def wait_until_written() -> None:
    timer = counting._held.timer
    assert timer is not None
    timer.join(timeout=5)
    assert not timer.is_alive()
