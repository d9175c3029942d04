"""Let a batch go: one has looked it over, another releases it, and only then it is booked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import SellerMember
from shop.payouts.booking import book_sent
from shop.payouts.drawing_up import leave_out, total_of
from shop.payouts.errors import Moved, NotChecked, NothingReady, OwnShop, SamePerson
from shop.payouts.holding import assess
from shop.payouts.models import Batch, Payout
from shop.payouts.moves import move

State = Payout.State


@transaction.atomic
def check(batch: Batch, by: User) -> None:
    """Be the first pair of eyes of a batch that the worker drew up. Raises Moved."""
    fresh = Batch.objects.filter(pk=batch.pk, state=Batch.State.DRAWN_UP, checked_by=None)
    if not fresh.update(checked_by=by, checked_at=timezone.now()):
        raise Moved(batch.state)
    batch.refresh_from_db()
    record(by, "batch.checked", batch)


@transaction.atomic
def release(batch: Batch, by: User) -> list[Payout]:
    """Release what may go and return it: booked, off the balances, on its way.

    Every payout is looked at once more; what is held back now is left out and comes with a later
    batch. Raises NotChecked, SamePerson, OwnShop, NothingReady, Moved.
    """
    batch.refresh_from_db()
    if batch.checked_by is None:
        raise NotChecked
    if batch.checked_by == by:
        raise SamePerson
    now = timezone.now()
    move(batch, Batch.State.RELEASED, released_by=by, released_at=now)
    _leave_out_held(batch, now)
    ready = list(batch.payouts.filter(state=State.READY).select_related("seller", "account"))
    if not ready:
        raise NothingReady
    if SellerMember.objects.filter(user=by, seller__payouts__in=ready).exists():
        raise OwnShop
    for payout in ready:
        move(payout, State.SENT, sent_at=now)
    book_sent(ready, by, batch.checked_by, now)
    amount = str(total_of(ready))
    record(by, "batch.released", batch, payouts=len(ready), amount=amount)
    return ready


def _leave_out_held(batch: Batch, now: datetime) -> None:
    open_ones = batch.payouts.filter(state__in=Payout.OPEN).select_related("seller")
    for payout in open_ones:
        assess(payout, now)
    leave_out(batch.payouts.filter(state=State.HELD))
