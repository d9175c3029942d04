"""A lost chargeback pays the refunds that were still due: the buyer has that money."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from shop.disputes.models import Dispute
from shop.ledger import accounts
from shop.money import ZERO
from shop.purchases.history import record
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.taken import HERE, room_beside

State = Refund.State
Settled = list[tuple[Refund, Decimal]]  # with what the bank paid of each now, in baht


def settle_due(dispute: Dispute, left: Decimal) -> Settled:
    """Count what the bank paid of the refunds that do not fit beside what it took; return them,
    not booked. `left` is what of the dispute nothing was counted of yet.

    What it paid whole is done; the rest of one that was larger is still due, and may leave.
    What is at the gateway is not touched. In the caller's transaction, the purchase locked and
    the dispute lost.
    """
    settled, waiting = [], ZERO
    due = Refund.objects.filter(attempt=dispute.attempt_id, state__in=HERE)
    for refund in due.select_related("attempt", "purchase", "seller_order").order_by("pk"):
        part = min(refund.to_pay, left)
        is_too_much = refund.to_pay > room_beside(refund.attempt) - waiting
        if part and is_too_much and _settle(refund, part):
            left -= part
            settled.append((refund, part))
        waiting += refund.to_pay if refund.is_due else ZERO
    return settled


def _settle(refund: Refund, part: Decimal) -> bool:
    here = Refund.objects.filter(pk=refund.pk, state__in=HERE)
    counted = here.update(by_bank=refund.by_bank + part) == 1  # else it was sent meanwhile
    refund.refresh_from_db()
    if not counted:
        return False
    if not refund.to_pay:
        move_refund(refund, State.MANUAL)
        move_refund(refund, State.DONE, done_at=timezone.now(), paid_from=accounts.DISPUTED)
    detail = {"amount": str(part), "reason": refund.reason}
    share = refund.seller_order
    record(refund.purchase, "refunded", actor=None, owner=None, seller_order=share, **detail)
    return True
