from datetime import UTC, date, datetime

import pytest

from community.groups.models import Community
from shop.browse.market_days import next_market_day, openings_of


def market(days: str) -> Community:
    return Community(slug="kad", name_th="กาด", market_days=days)


# 22 November 2026 is a Sunday; Bangkok is seven hours ahead.
@pytest.mark.parametrize(
    ("days", "now", "expected"),
    [
        ("Sat 08:00-16:00", datetime(2026, 11, 22, 2, tzinfo=UTC), date(2026, 11, 28)),
        ("Sun 07:00-13:00", datetime(2026, 11, 22, 2, tzinfo=UTC), date(2026, 11, 22)),
        ("Sun 07:00-13:00", datetime(2026, 11, 22, 6, tzinfo=UTC), date(2026, 11, 29)),
        (
            "Wed 06:30-10:00; Sun 06:30-11:00",
            datetime(2026, 11, 23, tzinfo=UTC),
            date(2026, 11, 25),
        ),
        ("Mon 06:00-09:00", datetime(2026, 11, 22, 18, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_it_finds_the_next_day(days: str, now: datetime, expected: date) -> None:
    found = next_market_day(market(days), now)

    assert found is not None
    assert found.day == expected


@pytest.mark.parametrize("days", ["", "every day", "Sat 25:00-26:00", "Sat", ";;;", "เสาร์ 8-16"])
def test_it_finds_no_day_in_what_it_cannot_read(days: str) -> None:
    assert next_market_day(market(days)) is None


def test_openings_come_in_the_order_of_the_week() -> None:
    openings = openings_of(market("Sun 06:00-10:00; nonsense; Fri 17:00-21:00"))

    assert [opening.weekday for opening in openings] == [4, 6]
