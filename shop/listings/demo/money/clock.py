"""Act at another moment: what happened weeks ago is told by the functions of today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.utils import timezone


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let the market's clock show a moment, and go on from there, in this process alone."""
    real, begun = timezone.now, timezone.now()
    timezone.now = lambda: moment + (real() - begun)
    try:
        yield
    finally:
        timezone.now = real


def days_ago(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of an earlier day by the market's clock."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
