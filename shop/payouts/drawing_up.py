"""Draw up a batch: one payout for each seller who is due and has enough. Books nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.ledger.models import Entry
from shop.money import ZERO, from_satang, percent_of
from shop.payouts.claiming import claim, free_claims, sellers_with_money
from shop.payouts.holding import assess
from shop.payouts.models import Batch, Payout, Schedule
from shop.payouts.moves import move
from shop.payouts.terms import schedules_of

State = Payout.State
NOTHING_YET = from_satang(1)  # a payout is never zero; replaced by what it claims


@transaction.atomic
def draw_up(
    by: User | None = None,
    *,
    sellers: Iterable[int] | None = None,
    due_on: date | None = None,
    at: datetime | None = None,
) -> Batch | None:
    """Return a new batch, or None where nobody has enough to be paid.

    `by` is the first pair of eyes, None the worker. `sellers` are the ids that may be in it,
    all by default; `due_on` leaves out those whose own schedule says a later day.
    """
    at = at or timezone.now()
    money = sellers_with_money()
    ids = [one for one in money if sellers is None or one in set(sellers)]
    schedules = schedules_of(ids)
    ids = [one for one in ids if due_on is None or is_due(schedules[one], due_on)]
    batch = Batch.objects.create(drawn_up_by=by, checked_by=by, checked_at=at if by else None)
    drawn = [_draw(batch, one, schedules[one], at) for one in ids]
    payouts = [payout for payout in drawn if payout is not None]
    if not payouts:
        batch.delete()
        return None
    for payout in payouts:
        assess(payout, at)
    record(by, "batch.drawn_up", batch, payouts=len(payouts), amount=str(total_of(payouts)))
    return batch


def is_due(schedule: Schedule, day: date) -> bool:
    by_hand = schedule.rhythm == Schedule.Rhythm.BY_HAND
    return not by_hand and (schedule.next_on is None or schedule.next_on <= day)


@transaction.atomic
def drop(batch: Batch, by: User) -> None:
    """Drop a batch before its release; its entries are free again. Raises Moved."""
    move(batch, Batch.State.DROPPED, ended_at=timezone.now())
    leave_out(batch.payouts.filter(state__in=Payout.OPEN))
    record(by, "batch.dropped", batch)


def leave_out(payouts: Iterable[Payout]) -> None:
    """Take payouts out of their batch, in the caller's transaction. Raises Moved."""
    found = list(payouts)
    free_claims(found)
    for payout in found:
        move(payout, State.DROPPED)


def total_of(payouts: Iterable[Payout]) -> Decimal:
    return sum((payout.amount for payout in payouts), ZERO)


def _draw(batch: Batch, seller_id: int, schedule: Schedule, at: datetime) -> Payout | None:
    """Return a payout with its claims, or None, and no claims, where it is too little."""
    with transaction.atomic():
        payout = Payout.objects.create(batch=batch, seller_id=seller_id, amount=NOTHING_YET)
        satang = claim(payout, at)
        claimed = from_satang(max(satang, 0))
        reserve = percent_of(claimed - _kept_before(payout, claimed), schedule.reserve_percent)
        amount = claimed - reserve
        if satang > 0 and amount >= schedule.minimum:
            payout.amount, payout.reserve = amount, reserve
            payout.save(update_fields=["amount", "reserve"])
            return payout
        payout.claims.all().delete()
        payout.delete()
        return None


def _kept_before(payout: Payout, most: Decimal) -> Decimal:
    """Return what was kept in reserve once and is free now: nothing is kept of it again."""
    kept = payout.claims.filter(entry__what=Entry.What.RESERVE)
    satang = kept.aggregate(sum=Sum("entry__amount_satang"))["sum"] or 0
    return min(from_satang(-satang), most)
