"""What banks write into the cells of a statement: days of two calendars, hours, amounts."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from community.words.digits import ascii_digits
from shop.money import baht

BUDDHIST = 543
BUDDHIST_FROM = 2400  # nobody has a statement of that Gregorian year
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "ม.ค."), ("feb", "ก.พ."), ("mar", "มี.ค."), ("apr", "เม.ย."),
            ("may", "พ.ค."), ("jun", "มิ.ย."), ("jul", "ก.ค."), ("aug", "ส.ค."),
            ("sep", "ก.ย."), ("oct", "ต.ค."), ("nov", "พ.ย."), ("dec", "ธ.ค."),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
DAY_FIRST = re.compile(r"(\d{1,2})[/\-. ](\d{1,2}|[^\W\d_]{3,}|\D{2,5}\.)[/\-. ]\s*(\d{4}|\d{2})\b")
YEAR_FIRST = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
HOUR = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)(?: *([AaPp])\.?[Mm])?")
AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?")
OUT_MARKS = ("dr", "debit", "withdraw", "ถอน", "จ่าย", "เดบิต", "out", "-", "d")
IN_MARKS = ("cr", "credit", "deposit", "ฝาก", "รับ", "เครดิต", "in", "+", "c")


def moment_in(day_cell: str, time_cell: str = "") -> tuple[datetime, bool] | None:
    """Return when it was, in our own time zone, and whether the hour is known; None for no day.

    Raises ValueError for an hour that no day has.
    """
    text = ascii_digits(day_cell.strip())
    found = _day(text)
    if found is None:
        return None
    day, rest = found
    hour = _hour(ascii_digits(time_cell))
    hour = _hour(rest) if hour is None else hour
    moment = datetime.combine(day, hour or time(0), timezone.get_default_timezone())
    return moment, hour is not None


def amount_in(cell: str) -> Decimal | None:
    """Return baht; None for an empty cell or a dash. Raises ValueError for anything else."""
    text = ascii_digits(cell).strip().replace("฿", "").replace(" ", "").replace("\u00a0", "")
    text = text.replace("−", "-")
    if text in {"", "-", "--"}:
        return None
    mark = re.fullmatch(r"(.*?)(cr|dr)\.?", text, re.IGNORECASE)
    below = bool(mark and mark[2].lower() == "dr")
    text = mark[1] if mark else text
    if text.startswith("(") and text.endswith(")"):
        below, text = True, text[1:-1]
    if text.endswith("-"):
        below, text = True, text[:-1]
    if not AMOUNT.fullmatch(text):
        raise ValueError(cell)
    return -_decimal(text) if below else _decimal(text)


def direction_in(cell: str) -> int:
    """Return 1 for money that came, -1 for money that went, 0 where the cell does not say."""
    text = cell.strip().lower()
    for marks, sign in ((OUT_MARKS, -1), (IN_MARKS, 1)):
        if any(text == mark or (len(mark) > 1 and text.startswith(mark)) for mark in marks):
            return sign
    return 0


def _decimal(text: str) -> Decimal:
    try:
        return baht(Decimal(text.replace(",", "")))
    except InvalidOperation:
        raise ValueError(text) from None


def _day(text: str) -> tuple[date, str] | None:
    if found := YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY_FIRST.match(text):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return None
    try:
        return date(_year(year), month, day), text[found.end() :]
    except ValueError:
        return None


def _month(text: str) -> int:
    text = text.strip().lower()
    return int(text) if text.isdigit() else MONTHS.get(text, MONTHS.get(text[:3], 0))


def _year(year: int) -> int:
    """Return the Gregorian year; of two digits that which is nearer to now: 69 is 2569, 26 2026."""
    if year < 100:
        now = timezone.localdate().year
        buddhist = year + 2500 - BUDDHIST
        return min((buddhist, year + 2000), key=lambda one: abs(one - now))
    return year - BUDDHIST if year > BUDDHIST_FROM else year


def _hour(text: str) -> time | None:
    """Return the hour that stands in a text, of twelve or of twenty-four. Raises ValueError."""
    found = HOUR.search(text)
    if found is None:
        return None
    hour = int(found[1])
    if half := found[4]:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return time(hour, int(found[2]), int(found[3] or 0))
