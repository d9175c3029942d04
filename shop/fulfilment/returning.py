"""A parcel that came back to its seller: refused at the door, or nobody fetched it."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record as record_act
from community.people.models import User
from shop.disputes.booking import book_not_sold
from shop.fulfilment.cancelling import close_unpaid
from shop.fulfilment.errors import MoveRefused
from shop.money import ZERO
from shop.purchases.history import record
from shop.purchases.models import SellerOrder
from shop.refunds.amounts import price_of_part
from shop.refunds.approving import lock_share, refund_share
from shop.refunds.free import book_rest_back, take_goods
from shop.refunds.models import Refund
from shop.refunds.owing import kept_attempt
from shop.refunds.taken import lost_leaves, lower
from shop.stock.actors import By
from shop.stock.giving_back import come_back

State = SellerOrder.State


@transaction.atomic
def mark_returned(
    seller_order: SellerOrder,
    by: User | None,
    *,
    owner: User | None = None,
    to_shelf: bool,
    delivery: Decimal = ZERO,
) -> Refund | None:
    """Write down that a parcel came back; what was paid for its goods goes back to the buyer.

    Of what was not paid yet, or by vouchers alone, nothing is owed to the buyer. `delivery` is
    what goes back of the delivery, in baht; `to_shelf`: the goods can be sold again. Returns the
    refund, if there is one. Locks the purchase, the seller order, then the stock records. Raises
    MoveRefused, TooMuch.
    """
    share = lock_share(seller_order)
    rows = SellerOrder.objects.filter(pk=share.pk, state=State.SHIPPED)
    if rows.update(state=State.RETURNED, returned_at=timezone.now()) != 1:
        raise MoveRefused(share.state)
    share.refresh_from_db()
    record(share.purchase, "returned", actor=by, owner=owner, seller_order=share)
    detail = {"number": share.number}
    record_act(by, "order.returned", share, owner=owner, seller_id=share.seller_id, **detail)
    if share.paid_at is None:
        _take_back(share, by, owner, to_shelf=to_shelf)
        return None
    if share.total == 0:
        if to_shelf:
            take_goods(share, by, owner)
        book_rest_back(share, by)
        return None
    return _refund(share, by, owner, to_shelf=to_shelf, delivery=delivery)


def _take_back(share: SellerOrder, by: User | None, owner: User | None, *, to_shelf: bool) -> None:
    if to_shelf:
        sent = {line.stock_record_id: line.sent_quantity for line in share.lines.all()}
        come_back(share.purchase.number, {pk: n for pk, n in sent.items() if n}, By(by, owner))
    close_unpaid(share)


def _refund(
    share: SellerOrder, by: User | None, owner: User | None, *, to_shelf: bool, delivery: Decimal
) -> Refund | None:
    left = {
        line.pk: (line.sent_quantity, price_of_part(line, line.sent_quantity))
        for line in share.lines.all()
        if line.sent_quantity
    }
    most, asked = lost_leaves(share, kept_attempt(share)), (left, delivery)
    if most is not None:
        left, delivery, _fee = lower(left, delivery, ZERO, most)
    is_less = (left, delivery) != asked
    if not delivery and not any(amount for _, amount in left.values()):
        if to_shelf:
            take_goods(share, by, owner)
        if is_less:
            book_not_sold(share, by)
        return None
    refund = refund_share(
        share,
        left,
        delivery=delivery,
        reason=Refund.Reason.REFUSED,
        by=by,
        owner=owner,
        key=f"refund:{share.number}:returned",
        to_shelf=to_shelf,
    )
    if is_less:
        book_not_sold(share, by)
    return refund
