"""A lost chargeback pays the refunds that were still due: the buyer has that money."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from shop.disputes.models import Dispute
from shop.ledger import accounts
from shop.purchases.history import record
from shop.refunds.models import Refund
from shop.refunds.moves import move_refund
from shop.refunds.taken import may_leave

State = Refund.State
HERE = [State.APPROVED, State.FAILED, State.MANUAL]  # what was sent may have arrived


def settle_due(dispute: Dispute) -> list[Refund]:
    """Close the refunds that do not fit beside what the bank took; return them, not booked.

    In the caller's transaction, the purchase locked and the dispute lost.
    """
    left, settled = dispute.amount, []
    due = Refund.objects.filter(attempt=dispute.attempt_id, state__in=HERE)
    for refund in due.select_related("attempt", "purchase", "seller_order").order_by("pk"):
        if _settle(refund, left):
            left -= refund.amount
            settled.append(refund)
    return settled


def _settle(refund: Refund, left: Decimal) -> bool:
    if refund.amount > left or may_leave(refund):
        return False
    move_refund(refund, State.MANUAL)
    facts = {"done_at": timezone.now(), "paid_from": accounts.DISPUTED}
    if not move_refund(refund, State.DONE, **facts):
        return False
    detail = {"amount": str(refund.amount), "reason": refund.reason}
    share = refund.seller_order
    record(refund.purchase, "refunded", actor=None, owner=None, seller_order=share, **detail)
    return True
