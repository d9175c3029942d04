"""Money that has come: the purchase is paid, or the money is due back. Never lost."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from shop.gateways.base import Seen, Status
from shop.ledger.sales import book_free, book_paid
from shop.money import ZERO, from_satang
from shop.notify.telling import tell_paid
from shop.payments.models import Attempt, Payment
from shop.payments.moves import move_attempt, move_payment
from shop.payments.payable import check_payable
from shop.purchases.codes import use_again
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.purchases.moves import mark_paid
from shop.purchases.refusals import VoucherRefused
from shop.refunds.models import Refund
from shop.refunds.owing import owe_all_back
from shop.stock.reserving import NotEnough, claim, reclaim

Reason = Refund.Reason


@transaction.atomic
def apply(attempt: Attempt, seen: Seen) -> None:
    """Bring an attempt up to what its gateway says. Any number of times, in any order."""
    if seen.status is Status.SUCCEEDED:
        receive(attempt, seen)
    elif seen.status is Status.FAILED:
        move_attempt(attempt, Attempt.State.FAILED, error_code=seen.error_code, **_ids(seen))
    elif seen.status is Status.CANCELLED:
        move_attempt(attempt, Attempt.State.CANCELLED, **_ids(seen))
    else:
        links = {"next_url": seen.next_url, "qr_data": seen.qr_data}
        move_attempt(attempt, Attempt.State.OPEN, **links, **_ids(seen))


def receive(attempt: Attempt, seen: Seen) -> None:
    """Book what was received, once. Locks the purchase."""
    purchase = (
        Purchase.objects.select_for_update(of=("self",))
        .select_related("order")
        .get(payments=attempt.payment_id)
    )
    amount = from_satang(seen.received_satang)
    if not move_attempt(attempt, Attempt.State.SUCCEEDED, received=amount, **_ids(seen)):
        return
    payment = Payment.objects.get(pk=attempt.payment_id)
    reason = _reason_to_return(payment, purchase, amount, seen.currency)
    if reason is not None:
        owe_all_back(purchase, attempt, amount, reason)
        return
    move_payment(payment, Payment.State.PAID, paid_at=timezone.now())
    mark_paid(purchase)
    book_paid(attempt, purchase.seller_orders.order_by("pk"))
    record(purchase, "paid", attempt=attempt.number, amount=str(amount))
    tell_paid(purchase)


@transaction.atomic
def settle_free(purchase: Purchase) -> None:
    """Pay a purchase that costs nothing, once, without a gateway. Locks the purchase.

    Raises NotPayable.
    """
    purchase = Purchase.objects.select_for_update(of=("self",)).get(pk=purchase.pk)
    check_payable(purchase)
    payment, _ = Payment.objects.get_or_create(
        purchase=purchase, seller_order=None, defaults={"amount": ZERO}
    )
    move_payment(payment, Payment.State.PAID, paid_at=timezone.now())
    claim(purchase.number)
    mark_paid(purchase)
    book_free(purchase.seller_orders.order_by("pk"))
    record(purchase, "paid", amount=str(ZERO))
    tell_paid(purchase)


def _reason_to_return(
    payment: Payment, purchase: Purchase, amount: Decimal, currency: str
) -> str | None:
    """Return why the money cannot be kept; where it can, the goods are claimed."""
    if payment.state == Payment.State.PAID:
        return Reason.DUPLICATE
    if amount != payment.amount or currency != "thb":
        return Reason.AMOUNT
    if purchase.state == Purchase.State.AWAITING_PAYMENT:
        claim(purchase.number)
        return None
    if purchase.state == Purchase.State.EXPIRED:
        return None if _goods_again(purchase) else Reason.LATE
    return Reason.LATE


def _goods_again(purchase: Purchase) -> bool:
    """Claim the goods, and the codes, of a purchase that expired; all or none."""
    try:
        with transaction.atomic():
            use_again(purchase.order, purchase.user)
            reclaim(purchase.number)
    except (NotEnough, VoucherRefused):
        return False
    return True


def _ids(seen: Seen) -> dict[str, str]:
    ids = {"gateway_id": seen.gateway_id}
    return {**ids, "intent_id": seen.intent_id} if seen.intent_id else ids
