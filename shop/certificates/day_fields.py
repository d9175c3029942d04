"""Days and years as people write them: 31/12/2569, 31 ธ.ค. 2569, 2026-12-31, Thai digits."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits
from shop.display.dates import (
    BUDDHIST_ERA,
    ENGLISH_LONG,
    ENGLISH_SHORT,
    THAI_LONG,
    THAI_SHORT,
    in_thai,
)

# No Gregorian year of a paper is this large, and no Buddhist one this small.
FIRST_BUDDHIST_YEAR = 2400
FIRST_YEAR = 2001  # of OTOP stars
NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NAMED = re.compile(r"(\d{1,2})\s*([^\d\s]+)\s*(\d{2}|\d{4})")
MONTHS = {
    name.lower().rstrip("."): number
    for names in (THAI_SHORT, THAI_LONG, ENGLISH_SHORT, ENGLISH_LONG)
    for number, name in enumerate(names, start=1)
}


class DayField(forms.CharField):
    """A day; its value is a date, whichever era it was written in."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Day/month/year, like 31/12/2569."))
        super().__init__(max_length=40, **options)
        self.widget.attrs.update({"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return read_day(typed) if typed else None


class YearField(forms.CharField):
    """A year that is over or runs; its value is Gregorian."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("The year on the paper, like 2568."))
        super().__init__(max_length=12, **options)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return value + (BUDDHIST_ERA if in_thai() else 0) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = ascii_digits(super().clean(value)).strip()
        if not typed:
            return None
        year = gregorian(int(typed)) if typed.isdecimal() and len(typed) == 4 else 0
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise ValidationError(_("Write the year of the stars with four digits, like 2568."))
        return year


def written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year + (BUDDHIST_ERA if in_thai() else 0)}"


def read_day(typed: str) -> date:
    """Return the day that somebody wrote. Raises ValidationError."""
    text = " ".join(ascii_digits(typed).split())
    try:
        day, month, year = _parts(text)
        return date(gregorian(year), month, day)
    except (ValueError, KeyError):
        message = _("We cannot read this day. Write it like 31/12/2569.")
        raise ValidationError(message, code="day") from None


def _parts(text: str) -> tuple[int, int, int]:
    """Return day, month, year as written. Raises ValueError, KeyError."""
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
        return int(day), int(month), int(year)
    if found := NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return int(day), int(month), int(year)
    if found := NAMED.fullmatch(text):
        day, name, year = found.groups()
        return int(day), MONTHS[name.lower().rstrip(".")], int(year)
    raise ValueError(text)


def gregorian(year: int) -> int:
    """Return the Gregorian year of 2569, 2026 or 69, which is short for 2569."""
    if year < 100:
        return year + 2500 - BUDDHIST_ERA
    return year - BUDDHIST_ERA if year >= FIRST_BUDDHIST_YEAR else year
