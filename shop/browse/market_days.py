"""When a market is open next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from community.groups.models import Community
from shop.browse.closed import closed_community
from shop.display.dates import ENGLISH_SHORT, THAI_SHORT, in_thai

MOST_WEEKS_CLOSED = 52
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OPENING = re.compile(
    r"\s*(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\s+(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A weekly opening: weekday 0 is Monday."""

    weekday: int
    opens: time
    closes: time

    @property
    def day_name(self) -> str:
        return str(WEEKDAYS[self.weekday])

    @property
    def hours(self) -> str:
        form = "%H.%M" if in_thai() else "%H:%M"
        return f"{self.opens:{form}}–{self.closes:{form}}"


@dataclass(frozen=True, slots=True)
class MarketDay:
    """The next day on which a market is open, for the market-day tile."""

    community: Community
    day: date
    opening: Opening

    @property
    def month_name(self) -> str:
        return (THAI_SHORT if in_thai() else ENGLISH_SHORT)[self.day.month - 1]

    @property
    def short_day_name(self) -> str:
        return str(WEEKDAYS_ABBR[self.opening.weekday])


def openings_of(community: Community) -> list[Opening]:
    """Read "Sat 08:00-16:00; Sun …", Monday first; what cannot be read is left out."""
    found = (_opening(part) for part in community.market_days.split(";"))
    return sorted(filter(None, found), key=lambda opening: (opening.weekday, opening.opens))


def _opening(text: str) -> Opening | None:
    match = OPENING.match(text)
    if match is None:
        return None
    day, *numbers = match.groups()
    opens_hour, opens_minute, closes_hour, closes_minute = map(int, numbers)
    try:
        opens, closes = time(opens_hour, opens_minute), time(closes_hour, closes_minute)
    except ValueError:
        return None
    return Opening(DAYS.index(day), opens, closes)


def next_market_day(community: Community, now: datetime | None = None) -> MarketDay | None:
    """Return the next opening, in the market's time zone: today's until it ends.

    Days on which the market has a holiday are left out.
    """
    return next(iter(next_market_days(community, 1, now)), None)


def next_market_days(
    community: Community, count: int, now: datetime | None = None
) -> list[MarketDay]:
    """Return as many openings to come, the next first; fewer within a very long holiday."""
    now = timezone.localtime(now)
    coming = [
        MarketDay(community, day, opening)
        for opening in openings_of(community)
        for day in _days_of(community, opening, now, count)
    ]
    return sorted(coming, key=lambda one: (one.day, one.opening.opens))[:count]


def _days_of(community: Community, opening: Opening, now: datetime, count: int) -> list[date]:
    first = _day_of(opening, now)
    weeks = (first + timedelta(weeks=week) for week in range(count + MOST_WEEKS_CLOSED))
    return list(islice((day for day in weeks if not _is_closed(community, day)), count))


def _is_closed(community: Community, day: date) -> bool:
    return community.pk is not None and closed_community(community.pk, day) is not None


def _day_of(opening: Opening, now: datetime) -> date:
    days = (opening.weekday - now.weekday()) % 7
    if days == 0 and now.time() >= opening.closes:
        days = 7
    return now.date() + timedelta(days=days)


def coming_market_days(communities: Iterable[Community]) -> list[MarketDay]:
    """Return the market day that each has within a week, the nearest first."""
    week = timezone.localdate() + timedelta(days=7)
    found = [day for day in map(next_market_day, communities) if day and day.day <= week]
    return sorted(found, key=lambda one: (one.day, one.opening.opens, one.community.pk))
