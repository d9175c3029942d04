"""Who is closed today: asked of the database twice a minute, never by a page."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from django.utils import timezone
from django.utils.translation import gettext as _

from community.holidays.models import Holiday
from community.holidays.queries import (
    Closed,
    by_community,
    closed_on,
    coming_holidays,
    everybody_on_holiday,
)
from shop.browse.remembering import remembered
from shop.display.dates import ENGLISH_SHORT, THAI_SHORT, in_thai


def closed_of(seller_id: int) -> Closed | None:
    return _today()[1].get(seller_id)


def closed_community(community_id: int, day: date | None = None) -> Closed | None:
    """Return the community's holiday on the day: today, or one to come."""
    today, _sellers, holidays = _today()
    return closed_on(holidays.get(community_id, ()), day or today)


def forget_closed() -> None:
    """Ask again at the next page, after holidays were changed here."""
    _read.forget()


def closed_text(closed: Closed) -> str:
    """Return "Closed until 17 Apr", short enough for the corner of a card."""
    months = THAI_SHORT if in_thai() else ENGLISH_SHORT
    day = f"{closed.last_day.day} {months[closed.last_day.month - 1]}"
    return _("Closed until {day}").format(day=day)


Today: TypeAlias = tuple[date, dict[int, Closed], dict[int, list[Holiday]]]


def _today() -> Today:
    known = _read()
    if known[0] != timezone.localdate():  # what was read yesterday is over
        _read.forget()
        known = _read()
    return known


@remembered(seconds=30)
def _read() -> Today:
    coming = list(coming_holidays())
    return timezone.localdate(), everybody_on_holiday(coming=coming), by_community(coming)
