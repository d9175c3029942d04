"""On its day a batch is drawn up by itself; two people let it go."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shop.money import baht
from shop.payouts.calendar import first_day, next_day
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Batch, Schedule


@transaction.atomic
def run_schedules(today: date | None = None) -> Batch | None:
    """Draw up what is due today, or was while nobody ran; return the batch if there is one.

    Locks the schedules: a second run on the same day finds nothing due.
    """
    today = today or timezone.localdate()
    _begin(today)
    locked = Schedule.objects.select_for_update().order_by("pk")
    due = [one for one in locked if one.next_on is not None and one.next_on <= today]
    if not due:
        return None
    batch = draw_up(due_on=today)
    for schedule in due:
        schedule.next_on = next_day(schedule, today)
        schedule.save(update_fields=["next_on"])
    return batch


def _begin(today: date) -> None:
    """Write the market's own schedule where nobody has, and the first days of new ones."""
    defaults = {
        "minimum": baht(settings.PAYOUT_MINIMUM),
        "hold_days": settings.PAYOUT_HOLD_DAYS,
        "cod_hold_days": settings.COD_HOLD_DAYS,
        "next_on": first_day(Schedule(), today),
    }
    Schedule.objects.get_or_create(seller=None, defaults=defaults)
    for schedule in Schedule.objects.filter(next_on=None):
        schedule.next_on = first_day(schedule, today)
        schedule.save(update_fields=["next_on"])
