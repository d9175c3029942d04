"""Money that is the buyer's at once: it came in vain, or the goods were lighter."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from shop import jobs
from shop.ledger.sales import book_in_vain
from shop.payments.models import Attempt, Payment
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.amounts import Back
from shop.refunds.booking import book_approved
from shop.refunds.errors import NotPaid, TooMuch
from shop.refunds.models import Refund
from shop.refunds.telling import tell_approved

PAID_TO_SELLER = (Attempt.Method.COD, Attempt.Method.CASH)


def owe_all_back(purchase: Purchase, attempt: Attempt, amount: Decimal, reason: str) -> Refund:
    """Owe the buyer the whole payment, in the caller's transaction; its coming is booked too."""
    book_in_vain(attempt)
    take_from_attempt(attempt, amount)
    refund = Refund.objects.create(
        purchase=purchase,
        attempt=attempt,
        key=f"refund:{attempt.idempotency_key}:{reason}",
        amount=amount,
        reason=reason,
        way=way_back(purchase, attempt),
        state=Refund.State.APPROVED,
        approved_at=timezone.now(),
    )
    record(purchase, "refund_due", attempt=attempt.number, amount=str(amount), reason=reason)
    tell_approved(refund)
    send_soon(refund)
    return refund


def owe_for_weight(seller_order: SellerOrder, amount: Decimal, back: Back) -> Refund:
    """Owe the buyer what a seller order came to less, with the commission that it no longer
    carries and its part of the vouchers. In the caller's transaction, the purchase locked.

    Also while a bank disputes the payment: the goods go on, and the refund is not sent then.
    """
    purchase, reason = seller_order.purchase, Refund.Reason.WEIGHT
    attempt = kept_attempt(seller_order)
    take_from_attempt(attempt, amount)
    refund = Refund.objects.create(
        purchase=purchase,
        attempt=attempt,
        seller_order=seller_order,
        key=f"refund:{seller_order.number}:weight",
        amount=amount,
        goods=amount,
        voucher=back.voucher,
        commission=back.commission,
        commission_vat=back.commission_vat,
        commission_fund=back.commission_fund,
        reason=reason,
        way=way_back(purchase, attempt),
        state=Refund.State.APPROVED,
        approved_at=timezone.now(),
    )
    book_approved(refund)
    record(
        purchase,
        "refund_due",
        seller_order=seller_order,
        attempt=attempt.number,
        amount=str(amount),
        reason=reason,
    )
    tell_approved(refund)
    send_soon(refund)
    return refund


def ask_less(seller_order: SellerOrder, amount: Decimal) -> None:
    """Lower what is still to be paid for a seller order, the purchase locked."""
    payments = Payment.objects.filter(purchase=seller_order.purchase_id, state=Payment.State.OPEN)
    own = payments.filter(Q(seller_order=seller_order) | Q(seller_order=None))
    Attempt.objects.filter(payment__in=own, state__in=Attempt.LIVE).update(
        amount=F("amount") - amount
    )
    own.update(amount=F("amount") - amount)


def take_from_attempt(attempt: Attempt, amount: Decimal) -> None:
    """Count what goes back of a payment; the row count is the guard. Raises TooMuch."""
    rows = Attempt.objects.filter(pk=attempt.pk, received__gte=F("refunded") + amount)
    if rows.update(refunded=F("refunded") + amount) != 1:
        now = Attempt.objects.get(pk=attempt.pk)
        raise TooMuch((now.received or Decimal(0)) - now.refunded)


def send_soon(refund: Refund) -> None:
    """Let the worker send it, once the caller's transaction is there."""
    jobs.enqueue("shop.refunds.tasks.send", refund_id=refund.pk)


def kept_attempt(seller_order: SellerOrder) -> Attempt:
    """Return the one attempt whose money was kept for the seller order. Raises NotPaid."""
    in_vain = Refund.objects.filter(attempt=OuterRef("pk"), reason__in=Refund.IN_VAIN)
    received = Attempt.objects.filter(
        payment__purchase=seller_order.purchase_id, state=Attempt.State.SUCCEEDED
    ).exclude(Exists(in_vain))
    own = received.filter(payment__seller_order=seller_order).first()
    found = own or received.filter(payment__seller_order=None).first()
    if found is None:
        raise NotPaid(seller_order.number)
    return found


def way_back(purchase: Purchase, attempt: Attempt) -> str:
    """Return how money goes back: the way it came, or by our own form to a bank account."""
    if attempt.method in PAID_TO_SELLER:
        return Refund.Way.CASH
    # PromptPay is returned by a form that Stripe mails: to the buyer, never to our own address.
    by_mail = attempt.method == Attempt.Method.PROMPTPAY and not purchase.email
    return Refund.Way.MANUAL if by_mail or not attempt.gateway else Refund.Way.GATEWAY
