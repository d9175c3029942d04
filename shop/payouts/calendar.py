"""The day of the next payouts."""

from __future__ import annotations

from datetime import date, timedelta

from shop.payouts.models import Schedule

Rhythm = Schedule.Rhythm


def next_day(schedule: Schedule, after: date) -> date | None:
    """Return the first day of a schedule after a day; None where it is only by hand."""
    if schedule.rhythm == Rhythm.WEEKLY:
        return _weekly(schedule, after)
    return _monthly(schedule, after) if schedule.rhythm == Rhythm.MONTHLY else None


def first_day(schedule: Schedule, today: date) -> date | None:
    """Return the first day of a schedule that begins today, today included."""
    yesterday = today - timedelta(days=1)
    if schedule.rhythm == Rhythm.WEEKLY:
        return _weekday_after(schedule.weekday, yesterday)
    return next_day(schedule, yesterday)


def _weekly(schedule: Schedule, after: date) -> date:
    """Return the weekday next after; where it is every few weeks so many weeks later."""
    return _weekday_after(schedule.weekday, after) + timedelta(weeks=schedule.weeks - 1)


def _weekday_after(weekday: int, after: date) -> date:
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def _monthly(schedule: Schedule, after: date) -> date:
    this = after.replace(day=schedule.month_day)
    if this > after:
        return this
    return (after.replace(day=1) + timedelta(days=32)).replace(day=schedule.month_day)
