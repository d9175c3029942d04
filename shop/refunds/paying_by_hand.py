"""Refunds that a person pays: by bank transfer from the market's account, or by the seller."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from community.people.models import User
from shop.ledger import accounts
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.refunds.booking import book_paid_out, money_back_account
from shop.refunds.errors import Disputed, ReferenceUsed, RefundMoved, SameEyes
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.sending import take_back
from shop.refunds.taken import let_bank_pay, may_leave
from shop.refunds.telling import tell_done, tell_failed

State = Refund.State


@transaction.atomic
def pay_by_hand(
    refund: Refund,
    by: User,
    *,
    reference: str = "",
    owner: User | None = None,
    from_bank: bool = False,
    as_staff: bool = False,
) -> None:
    """Write down that a person has paid a refund, and book it.

    `reference` is the bank's own for the transfer, each used once; cash has none. `from_bank`:
    the market pays what a seller has in hand and does not give back; it stays the seller's
    debt. Above settings.REFUND_TWO_EYES_ABOVE staff do not pay what they approved themselves.
    Locks the purchase, then the refund. Raises RefundMoved, ReferenceUsed, SameEyes, Disputed.
    """
    Purchase.objects.select_for_update(no_key=True).get(pk=refund.purchase_id)
    Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
    refund.refresh_from_db()
    if refund.state != State.MANUAL:  # what is at the gateway would be paid twice
        raise RefundMoved(refund.state)
    if not may_leave(refund):
        raise Disputed
    _check_reference(refund, reference)
    is_large = refund.amount > settings.REFUND_TWO_EYES_ABOVE
    if as_staff and is_large and refund.decided_by_id == by.pk:
        raise SameEyes
    account = accounts.BANK if from_bank else money_back_account(refund)
    facts = {"paid_by": by, "bank_reference": reference, "paid_from": account}
    if not move_refund(refund, State.DONE, done_at=timezone.now(), **facts):
        raise RefundMoved(refund.state)
    book_paid_out(refund)
    detail = {"amount": str(refund.amount), "reason": refund.reason, "reference": reference}
    share = refund.seller_order
    record(refund.purchase, "refunded", actor=by, owner=owner, seller_order=share, **detail)
    tell_done(refund)


@transaction.atomic
def came_back(refund: Refund, by: User) -> None:
    """Write down that the bank sent a transfer back: it is owed again. Raises RefundMoved."""
    Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
    refund.refresh_from_db()
    by_hand = refund.way == Refund.Way.MANUAL and refund.paid_from != accounts.DISPUTED
    if not by_hand or refund.state != State.DONE:
        raise RefundMoved(refund.state)
    if not move_refund(refund, State.FAILED, error_code="bank_returned"):
        raise RefundMoved(refund.state)
    take_back(refund)
    Refund.objects.filter(pk=refund.pk).update(bank_reference="")
    detail = {"amount": str(refund.amount), "reason": refund.reason}
    share = refund.seller_order
    record(refund.purchase, "refund_failed", actor=by, owner=None, seller_order=share, **detail)
    move_refund(refund, State.MANUAL, way=Refund.Way.MANUAL)
    let_bank_pay(refund)
    tell_failed(refund)


def _check_reference(refund: Refund, reference: str) -> None:
    used = Refund.objects.exclude(pk=refund.pk).filter(bank_reference=reference)
    if reference and used.exists():
        raise ReferenceUsed(reference)
