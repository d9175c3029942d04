"""Money that has come: the purchase is paid, or the money is due back. Never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from community.people.models import User
from shop.gateways.base import Seen, Status
from shop.ledger.sales import book_free, book_paid
from shop.money import ZERO, from_satang
from shop.notify.telling import tell_paid
from shop.payments.models import Attempt, Payment
from shop.payments.moves import move_attempt, move_payment
from shop.payments.payable import check_payable
from shop.purchases.codes import use_again
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.purchases.moves import mark_paid
from shop.purchases.refusals import VoucherRefused
from shop.refunds.models import Refund
from shop.refunds.owing import owe_all_back
from shop.stock.reserving import NotEnough, claim, reclaim

Reason = Refund.Reason
Share = SellerOrder.State


@dataclass(frozen=True)
class Taken:
    """What became of money that came: kept, owed back, or booked before."""

    attempt: Attempt
    refund: Refund | None = None  # all of it goes back
    is_new: bool = True


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
    """Book what a gateway received, once. Locks the purchase."""
    take_in(attempt, from_satang(seen.received_satang), seen.currency, seen=_ids(seen))


def take_in(
    attempt: Attempt,
    amount: Decimal,
    currency: str = "thb",
    *,
    actor: User | None = None,
    owner: User | None = None,
    seen: Mapping[str, object],
) -> Taken:
    """Keep money for its goods, or owe it back; once for an attempt. Locks the purchase.

    `actor` is who saw it come, `owner` whom a helper acts for.
    """
    purchase = (
        Purchase.objects.select_for_update(of=("self",))
        .select_related("order")
        .get(payments=attempt.payment_id)
    )
    if not move_attempt(attempt, Attempt.State.SUCCEEDED, received=amount, **seen):
        return Taken(attempt, is_new=False)
    payment = Payment.objects.select_related("seller_order").get(pk=attempt.payment_id)
    reason = _reason_to_return(payment, purchase, amount, currency)
    if reason is not None:
        return Taken(attempt, owe_all_back(purchase, attempt, amount, reason))
    shares = shares_of(payment)
    move_payment(payment, Payment.State.PAID, paid_at=timezone.now())
    mark_paid(purchase, shares)
    book_paid(attempt, shares)
    detail = {"attempt": attempt.number, "amount": str(amount)}
    share = payment.seller_order
    record(purchase, "paid", actor=actor, owner=owner, seller_order=share, **detail)
    tell_paid(purchase)
    return Taken(attempt)


def shares_of(payment: Payment) -> list[SellerOrder]:
    """Return the seller orders that a payment pays for, the purchase's or one."""
    shares = SellerOrder.objects.filter(purchase=payment.purchase_id).order_by("pk")
    if payment.seller_order_id:
        shares = shares.filter(pk=payment.seller_order_id)
    return list(shares)


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


def settle_free_shares(purchase: Purchase, shares: Sequence[SellerOrder]) -> None:
    """Pay seller orders that come to nothing, in the caller's transaction."""
    if not shares:
        return
    payments = Payment.objects.filter(seller_order__in=shares)
    payments.update(state=Payment.State.PAID, paid_at=timezone.now())
    claim(purchase.number, _records(shares))
    mark_paid(purchase, shares)
    book_free(shares)


def _reason_to_return(
    payment: Payment, purchase: Purchase, amount: Decimal, currency: str
) -> str | None:
    """Return why the money cannot be kept; where it can, the goods are claimed."""
    if payment.state == Payment.State.PAID:
        return Reason.DUPLICATE
    if amount != payment.amount or currency != "thb":
        return Reason.AMOUNT
    return None if _has_goods(payment, purchase) else Reason.LATE


def _has_goods(payment: Payment, purchase: Purchase) -> bool:
    """Claim the goods that a payment is for, and say whether they are there."""
    shares = shares_of(payment)
    states = {share.state for share in shares}
    if purchase.state == Purchase.State.CANCELLED:
        return False
    if states == {Share.AWAITING_PAYMENT}:
        claim(purchase.number, _records(shares))
        return True
    if states == {Share.CANCELLED} and purchase.state != Purchase.State.AGREED:
        return _goods_again(purchase, shares)
    # The goods went first: they are packed, or with the buyer, and not back.
    return purchase.state == Purchase.State.AGREED and not states & {
        Share.CANCELLED,
        Share.RETURNED,
    }


def _goods_again(purchase: Purchase, shares: Sequence[SellerOrder]) -> bool:
    """Claim the goods, and the codes, of what expired; all or none."""
    try:
        with transaction.atomic():
            if purchase.state == Purchase.State.EXPIRED:
                use_again(purchase.order, purchase.user)
            reclaim(purchase.number, _records(shares))
    except (NotEnough, VoucherRefused):
        return False
    return True


def _records(shares: Sequence[SellerOrder]) -> list[int]:
    lines = SellerOrderLine.objects.filter(seller_order__in=shares)
    return list(lines.values_list("stock_record_id", flat=True))


def _ids(seen: Seen) -> dict[str, str]:
    ids = {"gateway_id": seen.gateway_id}
    return {**ids, "intent_id": seen.intent_id} if seen.intent_id else ids
