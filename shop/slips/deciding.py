"""A person says of a slip: the money is there, or it is not."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record as audit
from community.people.models import User
from shop.payments.models import Attempt
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.slips.errors import Decided
from shop.slips.holding import hold_on, let_go
from shop.slips.models import Slip
from shop.slips.taking import take
from shop.slips.telling import tell_refused, tell_taken

State = Slip.State


@transaction.atomic
def confirm(slip: Slip, amount: Decimal, by: User) -> Attempt:
    """Book the money that a slip stands for, and return its attempt. Locks the purchase.

    Another amount than asked is owed back whole, as everywhere. Raises Decided, AmountsDiffer.
    """
    own_name = f"slip-{slip.key.hex[:12]}"
    attempt = take(
        slip.payment, amount, by, shown_by="slip", reference=slip.reference, own_name=own_name
    )
    close(slip, attempt, by)
    audit(by, "slip.confirmed", slip, seller_id=_seller_id(slip), amount=str(amount))
    return attempt


def close(slip: Slip, attempt: Attempt, by: User) -> None:
    """Mark a slip as the one that showed an attempt's money. Raises Decided."""
    _move(slip, State.CONFIRMED, by, attempt=attempt, amount=attempt.received, why="")
    let_go(slip.payment.purchase_id)  # another amount, or one seller of several: the rest is open
    tell_taken(slip, attempt)


@transaction.atomic
def refuse(slip: Slip, why: str, by: User) -> None:
    """Say that this is not the money; its number stays used. Locks the purchase.

    Raises Decided.
    """
    Purchase.objects.select_for_update().get(pk=slip.payment.purchase_id)
    _move(slip, State.REFUSED, by, why=why)
    let_go(slip.payment.purchase_id)
    tell_refused(slip)
    record(slip.payment.purchase, "slip_refused", actor=by, slip=str(slip.key), why=why)
    audit(by, "slip.refused", slip, seller_id=_seller_id(slip), why=why)


@transaction.atomic
def look_again(slip: Slip, by: User) -> None:
    """Let a slip that was refused wait again, its goods kept if they are still held.

    Raises Decided.
    """
    hold_on(slip.payment.purchase_id, is_read=slip.is_read)
    _move(slip, State.WAITING, by, why="")
    audit(by, "slip.reopened", slip, seller_id=_seller_id(slip))


def _move(slip: Slip, to: str, by: User, **fields: object) -> None:
    sources = [state for state, targets in Slip.ALLOWED.items() if to in targets]
    rows = Slip.objects.filter(pk=slip.pk, state__in=sources)
    moved = rows.update(state=to, decided_by=by, decided_at=timezone.now(), **fields)
    slip.refresh_from_db()
    if moved != 1:
        raise Decided(slip.state)


def _seller_id(slip: Slip) -> int | None:
    return slip.payment.seller_order.seller_id if slip.payment.seller_order else None
