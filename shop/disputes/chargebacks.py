"""A card's bank takes a payment back: the books follow the gateway, step by step."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from shop.disputes.booking import book_lost, book_reinstated, book_settled, book_withdrawn
from shop.disputes.models import Dispute
from shop.disputes.moves import move_dispute
from shop.disputes.telling import tell_decided, tell_opened
from shop.gateways.base import DisputeSeen
from shop.money import from_satang
from shop.payments.models import Attempt
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.taken import LOST

State = Dispute.State


@transaction.atomic
def apply_dispute(attempt: Attempt, seen: DisputeSeen) -> Dispute:
    """Bring a chargeback up to what its gateway says. Any number of times, in any order.

    Locks the purchase. What is decided stays decided.
    """
    purchase = Purchase.objects.select_for_update(no_key=True).get(payments=attempt.payment_id)
    dispute, is_new = Dispute.objects.get_or_create(
        gateway_id=seen.gateway_id,
        defaults={
            "kind": Dispute.Kind.CHARGEBACK,
            "purchase": purchase,
            "attempt": attempt,
            "seller_order": _only_share(purchase, attempt),
            "amount": from_satang(seen.amount_satang),
            "reason": seen.reason[:40],
            "deadline": seen.deadline,
        },
    )
    if is_new:
        _write_down(dispute, "dispute_opened")
        tell_opened(dispute)
    _follow_money(dispute, seen)
    _follow_state(dispute, seen)
    return dispute


@transaction.atomic
def settle_late(attempt: Attempt) -> None:
    """Let chargebacks that were lost pay what is due now and cannot leave beside them: goods that
    were lighter, a refund that came back. Again does nothing. Locks the purchase."""
    Purchase.objects.select_for_update(no_key=True).get(payments=attempt.payment_id)
    for dispute in attempt.disputes.filter(LOST).order_by("pk"):
        book_settled(dispute)


def _only_share(purchase: Purchase, attempt: Attempt) -> SellerOrder | None:
    shares = list(purchase.seller_orders.all()[:2])
    return attempt.payment.seller_order or (shares[0] if len(shares) == 1 else None)


def _follow_money(dispute: Dispute, seen: DisputeSeen) -> None:
    """Book what left for it, and what came back. Money of a lost dispute is gone for good."""
    rows = Dispute.objects.filter(pk=dispute.pk)
    if seen.withdrawn_satang > 0 and rows.filter(is_withdrawn=False, state__in=Dispute.RUNNING):
        rows.update(is_withdrawn=True)
        book_withdrawn(dispute)
    elif seen.withdrawn_satang <= 0 and rows.filter(is_withdrawn=True, state__in=Dispute.RUNNING):
        rows.update(is_withdrawn=False)
        book_reinstated(dispute)
    dispute.refresh_from_db()


def _follow_state(dispute: Dispute, seen: DisputeSeen) -> None:
    if seen.status not in {State.WON, State.LOST}:
        if dispute.is_running and dispute.state != seen.status:
            move_dispute(dispute, seen.status)
        return
    if seen.status == State.WON and dispute.is_withdrawn:
        return  # decided for us, and the money is not back yet
    if move_dispute(dispute, seen.status, closed_at=timezone.now()):
        if seen.status == State.LOST and dispute.is_withdrawn:
            book_lost(dispute)
        _write_down(dispute, f"dispute_{seen.status}")
        tell_decided(dispute)


def _write_down(dispute: Dispute, what: str) -> None:
    detail = {"amount": str(dispute.amount), "reason": dispute.reason}
    share = dispute.seller_order
    record(dispute.purchase, what, actor=None, owner=None, seller_order=share, **detail)
