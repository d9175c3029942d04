"""Money that came straight into a seller's hands: the seller says that it is there."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from community.audit.recording import record as record_act
from community.people.models import User
from shop.fulfilment.delivering import How, mark_delivered
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt, Payment
from shop.payments.numbering import BY_HAND, attempt_for_money_seen
from shop.payments.receiving import Taken
from shop.purchases.models import Purchase, SellerOrder

Method = Attempt.Method
Share = SellerOrder.State
# When a seller can have the money of each way in hand.
MAY_HAVE: dict[str, frozenset[str]] = {
    Method.COD: frozenset({Share.SHIPPED}),  # who brings the parcel takes it
    Method.CASH: frozenset({Share.TO_PACK, Share.PACKED, Share.SHIPPED}),
    Method.SELLER_QR: frozenset({Share.AWAITING_PAYMENT}),
}


class NothingToReceive(Exception):
    """No money of that order is due into its seller's hands now: paid, over, or too early."""


@dataclass(frozen=True)
class InHand:
    """What a seller is to receive for an order: `now` is false until it can have come."""

    payment: Payment
    way: str
    now: bool

    @property
    def amount(self) -> Decimal:
        amount: Decimal = self.payment.amount
        return amount


def waiting_for(seller_order: SellerOrder) -> InHand | None:
    """Return what its seller is still to receive; None where nothing is. One query."""
    way = seller_order.purchase.way
    if way not in MAY_HAVE or seller_order.paid_at:
        return None
    payment = Payment.objects.filter(seller_order=seller_order, state=Payment.State.OPEN).first()
    if payment is None or seller_order.state in (Share.CANCELLED, Share.RETURNED):
        return None
    return InHand(payment, way, seller_order.state in MAY_HAVE[way])


@transaction.atomic
def received_in_hand(seller_order: SellerOrder, by: User, *, owner: User | None = None) -> Taken:
    """Book the whole amount of a seller's own order as received. Locks the purchase.

    Once: a second press is told so (`Taken.is_new`). `owner` is whom a helper acts for. Raises
    NothingToReceive.
    """
    Purchase.objects.select_for_update().get(pk=seller_order.purchase_id)
    share = SellerOrder.objects.select_related("purchase").get(pk=seller_order.pk)
    if share.paid_at and (done := _came(share)):
        return Taken(done, is_new=False)
    waiting = waiting_for(share)
    if waiting is None or not waiting.now:
        raise NothingToReceive(share.number)
    attempts = waiting.payment.attempts.filter(method__in=BY_HAND, state__in=Attempt.LIVE)
    attempt = attempts.first() or attempt_for_money_seen(waiting.payment, waiting.way)
    taken = receive_by_hand(attempt, waiting.amount, by, owner=owner)
    detail = {"number": share.number, "amount": str(waiting.amount)}
    record_act(by, "order.received", share, owner=owner, seller_id=share.seller_id, **detail)
    if waiting.way == Method.COD:  # who paid at the door has the parcel
        mark_delivered(share, How.COLLECTED, by=by, owner=owner)
    return taken


def _came(share: SellerOrder) -> Attempt | None:
    came = Attempt.objects.filter(
        payment__seller_order=share, method__in=BY_HAND, state=Attempt.State.SUCCEEDED
    )
    return came.order_by("number").first()
