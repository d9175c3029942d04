"""The market days of a week, as a form: two openings a day, an empty one is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from community.groups.models import Community
from community.words.digits import ascii_digits
from shop.browse.market_days import DAYS, openings_of

A_DAY = 2


@dataclass
class Row:
    """One opening: what was typed, and what is wrong with it."""

    weekday: int
    number: int
    opens: str = ""
    closes: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return f"{DAYS[self.weekday].lower()}-{self.number}"

    @property
    def day_name(self) -> str:
        return str(WEEKDAYS[self.weekday])

    @property
    def is_second(self) -> bool:
        return self.number > 0

    @property
    def is_empty(self) -> bool:
        return not (self.opens or self.closes)

    @property
    def text(self) -> str:
        return f"{DAYS[self.weekday]} {self.opens}-{self.closes}"


def rows_of(community: Community) -> list[Row]:
    rows = _empty()
    for opening in openings_of(community):
        free = [row for row in rows if row.weekday == opening.weekday and row.is_empty]
        if free:
            free[0].opens, free[0].closes = f"{opening.opens:%H:%M}", f"{opening.closes:%H:%M}"
    return rows


def rows_from(posted: Mapping[str, str]) -> list[Row]:
    """Return what was typed, tidied where it can be read, with a sentence where it cannot."""
    rows = _empty()
    for row in rows:
        row.opens = posted.get(f"{row.name}-opens", "")[:10]
        row.closes = posted.get(f"{row.name}-closes", "")[:10]
        row.error = _read(row)
    for first, second in zip(rows[::A_DAY], rows[1::A_DAY], strict=True):
        if not (first.error or second.error) and _overlap(first, second):
            second.error = _("This is within the other opening of the day.")
    return rows


def written(rows: list[Row]) -> str:
    """Return the rows as Community.market_days keeps them."""
    return "; ".join(row.text for row in rows if not row.is_empty)


def _empty() -> list[Row]:
    return [Row(weekday, number) for weekday in range(len(DAYS)) for number in range(A_DAY)]


def _read(row: Row) -> str:
    """Return what is wrong, or nothing."""
    if row.is_empty:
        return ""
    opens, closes = _time(row.opens), _time(row.closes)
    if not (opens and closes):
        return _("Write both times, such as 08:00 and 16:00, or leave both empty.")
    row.opens, row.closes = f"{opens:%H:%M}", f"{closes:%H:%M}"
    return "" if opens < closes else _("It must close after it opens.")


def _time(typed: str) -> time | None:
    """Read 8:00, 08.00, 8 and ๘.๐๐."""
    digits = ascii_digits(typed).replace(".", ":").replace(" ", "")
    hour, _colon, minute = digits.partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _overlap(first: Row, second: Row) -> bool:
    if first.is_empty or second.is_empty:
        return False
    return first.opens < second.closes and second.opens < first.closes
