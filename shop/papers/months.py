"""Months and years of statements, as the market's clock has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone


@dataclass(frozen=True)
class Span:
    """A month, or a whole year where `month` is 0. From `start` up to, not including, `end`."""

    year: int  # of the common era
    month: int = 0

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, 1)

    @property
    def after(self) -> date:
        """Return the first day that is no longer in it."""
        if not self.month or self.month == 12:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.month + 1, 1)

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        return _midnight(self.after)

    @property
    def is_over(self) -> bool:
        return self.after <= timezone.localdate()

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.month:02}" if self.month else str(self.year)

    @property
    def months(self) -> list[Span]:
        return [Span(self.year, month) for month in range(1, 13)]


def span_of(day: date) -> Span:
    """Return the month in which a day is."""
    return Span(day.year, day.month)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
