"""When a seller is paid, and what is held back: its own schedule, or the market's."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q

from shop.money import baht
from shop.payments.models import Attempt
from shop.payouts.models import Schedule


def market_schedule() -> Schedule:
    """Return the market's own schedule; until staff have written one, what the settings say."""
    return Schedule.objects.filter(seller=None).first() or _from_settings()


def schedule_of(seller_id: int) -> Schedule:
    """Return the schedule that holds for a seller."""
    own = Schedule.objects.filter(Q(seller=seller_id) | Q(seller=None)).order_by("seller_id")
    return own.first() or _from_settings()  # NULLs last: the seller's own comes first


def schedules_of(seller_ids: Iterable[int]) -> dict[int, Schedule]:
    market = market_schedule()
    own = {one.seller_id: one for one in Schedule.objects.filter(seller__in=seller_ids)}
    return {seller_id: own.get(seller_id, market) for seller_id in seller_ids}


def hold_days(seller_id: int, way: str) -> int:
    """Return for how many days after delivery a seller's share is held.

    For parcels that are paid in cash at the door never fewer than the law wants.
    """
    schedule = schedule_of(seller_id)
    if way == Attempt.Method.COD:
        return max(schedule.cod_hold_days, settings.COD_HOLD_DAYS)
    return schedule.hold_days


def _from_settings() -> Schedule:
    return Schedule(
        minimum=baht(settings.PAYOUT_MINIMUM),
        hold_days=settings.PAYOUT_HOLD_DAYS,
        cod_hold_days=settings.COD_HOLD_DAYS,
    )
