"""How payouts end, as the bank says: paid, not taken, or given back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.payouts.booking import book_back, book_paid
from shop.payouts.errors import Moved, NoReference, ReferenceUsed
from shop.payouts.models import Batch, Payout
from shop.payouts.moves import move
from shop.payouts.telling import tell_back, tell_paid

State = Payout.State


@transaction.atomic
def mark_paid(payout: Payout, by: User, reference: str, at: datetime | None = None) -> None:
    """Write down the bank's reference: the seller has the money.

    A reference proves one payout, for ever: of the bank's one for a whole file staff write the
    payout's number behind it. Raises NoReference, ReferenceUsed, Moved.
    """
    if not reference.strip():
        raise NoReference
    at = at or timezone.now()
    _move_to_paid(payout, reference.strip(), by, at)
    book_paid(payout, by, at)
    _finish(payout, by, "payout.paid", reference=payout.bank_reference)
    tell_paid(payout)


@transaction.atomic
def mark_failed(payout: Payout, by: User, why: str, at: datetime | None = None) -> None:
    """The bank did not take it: the money is on the seller's balance again. Raises Moved."""
    at = at or timezone.now()
    move(payout, State.FAILED, error=why, back_at=at, settled_by=by)
    book_back(payout, by, at, was_paid=False)
    _finish(payout, by, "payout.failed", why=why)
    tell_back(payout)


@transaction.atomic
def mark_returned(payout: Payout, by: User, why: str, at: datetime | None = None) -> None:
    """It was paid and came back: on the seller's balance again. Raises Moved."""
    at = at or timezone.now()
    move(payout, State.RETURNED, error=why, back_at=at, settled_by=by)
    book_back(payout, by, at, was_paid=True)
    _finish(payout, by, "payout.returned", why=why)
    tell_back(payout)


def _move_to_paid(payout: Payout, reference: str, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            move(payout, State.PAID, bank_reference=reference, paid_at=at, settled_by=by)
    except IntegrityError:
        raise ReferenceUsed(payout.number) from None


def _finish(payout: Payout, by: User, verb: str, **detail: Any) -> None:
    record(by, verb, payout, seller_id=payout.seller_id, amount=str(payout.amount), **detail)
    batch = Batch.objects.select_for_update(no_key=True).get(pk=payout.batch_id)
    if not batch.payouts.exclude(state__in=Payout.ENDED).exists():
        _close(batch)


def _close(batch: Batch) -> None:
    try:
        move(batch, Batch.State.CLOSED, ended_at=timezone.now())
    except Moved:  # it was closed, and something of it came back later
        return
