"""A buyer whom the shop did not help asks the market: staff decide, and say who bears it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from community.people.models import User
from shop.disputes.booking import book_made_good, book_other_bearer
from shop.disputes.errors import DisputeMoved, TooEarly
from shop.disputes.models import Dispute, Evidence
from shop.disputes.moves import move_dispute
from shop.disputes.telling import tell_decided, tell_opened
from shop.money import ZERO, to_satang
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.refunds.amounts import price_of_part
from shop.refunds.approving import lock_share, refund_share
from shop.refunds.models import Refund, RefundLine
from shop.refunds.moves import move_refund

State = Dispute.State


def may_complain(request: Refund) -> bool:
    """Return whether the market can be asked: the shop said no, or nothing for long enough."""
    if request.state == Refund.State.REFUSED:
        return request.error_code != "taken_back"
    waits_until = request.created_at + timedelta(days=settings.REFUND_ANSWER_DAYS)
    return request.state == Refund.State.REQUESTED and waits_until <= timezone.now()


@transaction.atomic
def complain(request: Refund, text: str, by: User | None) -> Dispute:
    """Ask the market to decide a request, once. Locks the purchase. Raises TooEarly."""
    Purchase.objects.select_for_update(no_key=True).get(pk=request.purchase_id)
    request.refresh_from_db()
    if not may_complain(request):
        raise TooEarly
    if request.state == Refund.State.REQUESTED:
        move_refund(request, Refund.State.REFUSED, error_code="asked_the_market")
    dispute, is_new = Dispute.objects.get_or_create(
        request=request,
        defaults={
            "kind": Dispute.Kind.COMPLAINT,
            "purchase": request.purchase,
            "seller_order": request.seller_order,
            "amount": request.amount,
            "reason": request.reason,
            "deadline": timezone.now() + timedelta(days=settings.COMPLAINT_DAYS),
        },
    )
    if is_new:
        _write_down(dispute, "dispute_opened", by)
        tell_opened(dispute)
        add_evidence(dispute, Evidence.Of.BUYER, text, by)
    return dispute


@transaction.atomic
def add_evidence(dispute: Dispute, of: str, text: str, by: User | None) -> Evidence | None:
    """Keep what somebody says, while it runs. The shop's answer to a complaint moves it on."""
    Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    dispute.refresh_from_db()
    if not dispute.is_running:
        raise DisputeMoved(dispute.state)
    if not text:
        return None
    if of == Evidence.Of.SELLER and dispute.kind == Dispute.Kind.COMPLAINT:
        move_dispute(dispute, State.ANSWERED)
    return Evidence.objects.create(dispute=dispute, of=of, text=text, by=by)


@transaction.atomic
def decide_for_seller(dispute: Dispute, by: User, answer: str) -> None:
    """The buyer gets nothing. Raises DisputeMoved."""
    _close(dispute, State.WON, by, answer)


@transaction.atomic
def decide_for_buyer(
    dispute: Dispute, by: User, answer: str, *, amount: Decimal, bearer: str
) -> Refund:
    """Give the buyer money back, all that was asked for or less; the bearer pays for it.

    Locks the purchase and the seller order. Raises DisputeMoved, TooMuch, NothingToRefund.
    """
    if dispute.seller_order is None:  # a complaint is about one share
        raise DisputeMoved(dispute.state)
    share = lock_share(dispute.seller_order)
    _close(dispute, State.LOST, by, answer, bearer=bearer)
    lines, delivery = _parts(dispute, amount)
    refund = refund_share(
        share,
        lines,
        delivery=delivery,
        reason=Refund.Reason.DISPUTE,
        by=by,
        key=f"refund:dispute:{dispute.pk}",
    )
    Dispute.objects.filter(pk=dispute.pk).update(refund=refund)
    dispute.refund = refund
    if bearer == Dispute.Bearer.MARKETPLACE:
        book_made_good(dispute, _taken_off(refund), share, by)
    return refund


@transaction.atomic
def bear(dispute: Dispute, bearer: str, by: User) -> None:
    """Say who bears a chargeback; of a lost one the books follow. Locks the dispute."""
    Dispute.objects.select_for_update(no_key=True).get(pk=dispute.pk)
    dispute.refresh_from_db()
    rows = Dispute.objects.filter(pk=dispute.pk).exclude(bearer=bearer)
    if not rows.update(bearer=bearer):
        return
    dispute.bearer = bearer
    if dispute.state == State.LOST and dispute.is_withdrawn:
        book_other_bearer(dispute, by)
    _write_down(dispute, "dispute_bearer", by, bearer=bearer)


def _close(dispute: Dispute, to: str, by: User, answer: str, **fields: object) -> None:
    facts = {"answer": answer, "decided_by": by, "closed_at": timezone.now(), **fields}
    if dispute.kind != Dispute.Kind.COMPLAINT or not move_dispute(dispute, to, **facts):
        raise DisputeMoved(dispute.state)
    _write_down(dispute, f"dispute_{to}", by)
    tell_decided(dispute)


def _parts(dispute: Dispute, amount: Decimal) -> tuple[dict[int, tuple[int, Decimal]], Decimal]:
    """Return what of each line, and of the delivery, makes up an amount: goods first.

    Money alone: whether goods come back was settled between buyer and shop.
    """
    left, lines = amount, {}
    for part in (
        RefundLine.objects.filter(refund=dispute.request_id).select_related("line").order_by("pk")
    ):
        taken = min(left, price_of_part(part.line, part.quantity) or part.amount)
        lines[part.line_id] = (0, taken)
        left -= taken
    return lines, max(left, ZERO)


def _taken_off(refund: Refund) -> int:
    back = refund.commission + refund.commission_vat
    return to_satang(refund.amount + refund.voucher - back)


def _write_down(dispute: Dispute, what: str, by: User | None, **detail: str) -> None:
    facts = {"amount": str(dispute.amount), **detail}
    share = dispute.seller_order
    record(dispute.purchase, what, actor=by, owner=None, seller_order=share, **facts)
