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
from shop.ledger import accounts
from shop.money import to_satang
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.amounts import price_of_part
from shop.refunds.approving import lock_share, refund_share
from shop.refunds.booking import market_fee
from shop.refunds.errors import OnlyAll, SameEyes, TwoEyes
from shop.refunds.models import Refund, RefundLine
from shop.refunds.moves import move_refund
from shop.refunds.sending import take_back
from shop.refunds.shelf import STILL_HERE
from shop.refunds.telling import tell_failed

State = Dispute.State


def may_complain(request: Refund) -> bool:
    """Return whether the market can be asked: the shop said no, or nothing for long enough, or
    that it paid in cash or by transfer itself, which only the buyer can contradict."""
    if request.state == Refund.State.REFUSED:
        return request.error_code != "taken_back"
    if request.state == Refund.State.DONE:
        return _is_said_to_be_paid(request)
    waits_until = request.created_at + timedelta(days=settings.REFUND_ANSWER_DAYS)
    return request.state == Refund.State.REQUESTED and waits_until <= timezone.now()


def whose(refund: Refund) -> SellerOrder | None:
    """Return whose share it is about: of money in vain, whose payment it was."""
    return refund.seller_order or refund.attempt.payment.seller_order


def _is_said_to_be_paid(refund: Refund) -> bool:
    share = whose(refund)
    if refund.done_at is None or share is None:
        return False
    seller_id = share.seller_id
    by_shop = refund.paid_from in {accounts.held_by_seller(seller_id), accounts.cod(seller_id)}
    until = refund.done_at + timedelta(days=settings.REFUND_ASK_DAYS)
    return by_shop and timezone.now() <= until


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
            "seller_order": whose(request),
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

    Above settings.REFUND_TWO_EYES_ABOVE two of the staff say yes: the first is written by
    `needs_second` before. Locks the purchase and the seller order. Raises DisputeMoved, TooMuch,
    NothingToRefund, TwoEyes, SameEyes, OnlyAll.
    """
    if dispute.seller_order is None:  # a complaint is about one share
        raise DisputeMoved(dispute.state)
    share = lock_share(dispute.seller_order)
    _check_eyes(dispute, amount, by)
    _close(dispute, State.LOST, by, answer, bearer=bearer)
    asked = Refund.objects.get(complaint=dispute)
    if asked.state == Refund.State.DONE:
        return _owe_again(dispute, asked, amount, share, by)
    lines, delivery, fee = _parts(dispute, share, amount)
    refund = refund_share(
        share,
        lines,
        delivery=delivery,
        fee=fee,
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


def needs_second(dispute: Dispute, amount: Decimal, by: User) -> bool:
    """Write the first yes of staff down; return whether another person has to say yes too."""
    if amount <= settings.REFUND_TWO_EYES_ABOVE or not dispute.is_running:
        return False
    rows = Refund.objects.filter(complaint=dispute, first_by=None)
    if rows.update(first_by=by):
        _write_down(dispute, "refund_first_yes", by)
        return True
    return False


def _check_eyes(dispute: Dispute, amount: Decimal, by: User) -> None:
    if amount <= settings.REFUND_TWO_EYES_ABOVE:
        return
    first = Refund.objects.values_list("first_by", flat=True).get(complaint=dispute)
    if first is None:
        raise TwoEyes
    if first == by.pk:
        raise SameEyes


def _owe_again(
    dispute: Dispute, paid: Refund, amount: Decimal, share: SellerOrder, by: User
) -> Refund:
    """Owe a refund again that its shop said it had paid: from here the market pays it."""
    if amount != paid.amount:
        raise OnlyAll
    if not move_refund(paid, Refund.State.FAILED, error_code="not_paid_by_shop"):
        raise DisputeMoved(dispute.state)
    take_back(paid)
    move_refund(paid, Refund.State.MANUAL, way=Refund.Way.MANUAL)
    tell_failed(paid)
    Dispute.objects.filter(pk=dispute.pk).update(refund=paid)
    dispute.refund = paid
    if dispute.bearer == Dispute.Bearer.MARKETPLACE:
        book_made_good(dispute, to_satang(amount), share, by)
    return paid


def _parts(
    dispute: Dispute, share: SellerOrder, amount: Decimal
) -> tuple[dict[int, tuple[int, Decimal]], Decimal, Decimal]:
    """Return what of each line, of the delivery and of the fee makes up an amount: goods first.

    All of what was asked for goods that have not left: they are not sent. Else money alone:
    whether goods come back was settled between buyer and shop.
    """
    asked = Refund.objects.get(complaint=dispute)
    is_off = share.state in STILL_HERE and amount >= asked.amount
    left, lines = amount, {}
    for part in (
        RefundLine.objects.filter(refund=dispute.request_id).select_related("line").order_by("pk")
    ):
        taken = min(left, price_of_part(part.line, part.quantity) or part.amount)
        lines[part.line_id] = (part.quantity if is_off else 0, taken)
        left -= taken
    delivery = min(left, asked.delivery)
    return lines, delivery, left - delivery


def _taken_off(refund: Refund) -> int:
    back = refund.commission + refund.commission_vat
    return to_satang(refund.amount + refund.voucher - back) - market_fee(refund)


def _write_down(dispute: Dispute, what: str, by: User | None, **detail: str) -> None:
    facts = {"amount": str(dispute.amount), **detail}
    share = dispute.seller_order
    record(dispute.purchase, what, actor=by, owner=None, seller_order=share, **facts)
