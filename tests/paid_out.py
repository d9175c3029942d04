"""Sold, delivered and waiting for its payout, for tests of the sellers' money."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.sales import book_paid
from shop.listings.models import Listing
from shop.money import percent_of
from shop.payments.models import Attempt
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Batch, Payout, Schedule
from shop.payouts.releasing import release
from shop.purchases.models import SellerOrder
from shop.refunds.booking import book_approved
from shop.refunds.models import Refund
from tests.sold import make_purchase

LONG_AGO = timedelta(days=30)


def sell(*listings: Listing, payable_from: datetime | None = None, **options: Any) -> SellerOrder:
    """Return the first share of a paid purchase, in the ledger, shipped, delivered, payable."""
    purchase = make_purchase(*listings, **options)
    attempt = Attempt.objects.get(payment__purchase=purchase)
    shares = purchase.seller_orders.order_by("pk")
    book_paid(attempt, shares)
    then = timezone.now() - LONG_AGO
    shares.update(
        state=SellerOrder.State.SHIPPED,
        shipped_at=then,
        delivered_at=then,
        payable_from=payable_from or then + timedelta(days=7),
    )
    return shares[0]


def pay_out(by: User, second: User, **options: Any) -> tuple[Batch, list[Payout]]:
    """Return a batch that two people let go, and its payouts."""
    batch = draw_up(by, **options)
    assert batch is not None
    return batch, release(batch, second)


def make_schedule(seller: Seller | None = None, **fields: Any) -> Schedule:
    """Return the schedule of a seller, or the market's, with these fields written over it."""
    found = Schedule.objects.filter(seller=seller).first()
    values = {"minimum": Decimal("100.00"), "hold_days": 7, "cod_hold_days": 5}
    schedule = found or Schedule(seller=seller, **values)
    for name, value in fields.items():
        setattr(schedule, name, value)
    schedule.save()
    schedule.refresh_from_db()
    return schedule


def ask_for_money(seller_order: SellerOrder, amount: str) -> Refund:
    """Return what a buyer asks for; nobody has decided it."""
    return _refund(seller_order, Decimal(amount), Refund.State.REQUESTED)


def refund_half(seller_order: SellerOrder) -> Refund:
    """Give half of the goods back, with half of the commission, in the books too."""
    refund = _refund(seller_order, seller_order.goods / 2, Refund.State.APPROVED)
    book_approved(refund)
    return refund


def _refund(seller_order: SellerOrder, amount: Decimal, state: str) -> Refund:
    attempt = Attempt.objects.get(payment__purchase=seller_order.purchase)
    return Refund.objects.create(
        purchase=seller_order.purchase,
        attempt=attempt,
        seller_order=seller_order,
        key=f"refund:{seller_order.number}:{amount}",
        amount=amount,
        goods=amount,
        commission=percent_of(amount, seller_order.commission_percent),
        reason=Refund.Reason.DAMAGED,
        way=Refund.Way.GATEWAY,
        state=state,
    )
