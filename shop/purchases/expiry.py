"""End purchases that nobody paid for, and give their stock back."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from community.people.models import User
from shop import jobs
from shop.notify.telling import tell_expired, tell_paid
from shop.purchases.codes import give_back
from shop.purchases.history import record
from shop.purchases.models import Purchase, SellerOrderLine
from shop.purchases.moves import PurchaseMoved, mark_over
from shop.stock.reserving import ReservationMoved, release

log = logging.getLogger("talat.purchases")


def expire_overdue() -> int:
    """Expire every purchase whose time is over, each in a transaction of its own."""
    overdue = Purchase.objects.filter(
        state=Purchase.State.AWAITING_PAYMENT, expires_at__lte=timezone.now()
    )
    return sum(expire(purchase) for purchase in overdue.order_by("pk"))


def expire(purchase: Purchase) -> bool:
    """Return whether this call ended it; a payment that came first wins."""
    try:
        with transaction.atomic():
            _end(purchase, Purchase.State.EXPIRED, actor=None)
            # Where other sellers are paid, the rest is all that there is to pay.
            (tell_paid if purchase.is_paid else tell_expired)(purchase)
    except PurchaseMoved as moved:
        log.info("purchase %s was %s before it could expire", purchase.number, moved.state)
        return False
    except ReservationMoved:
        # The books of its stock are wrong: it stays as it is, the others go on.
        log.exception("purchase %s cannot give its stock back", purchase.number)
        return False
    return True


@transaction.atomic
def cancel(purchase: Purchase, actor: User | None = None) -> Basket:
    """End what is unpaid of a purchase and return an open basket with the same lines.

    Raises PurchaseMoved when it is paid or over.
    """
    return _basket_again(purchase, _end(purchase, Purchase.State.CANCELLED, actor))


def _end(purchase: Purchase, state: str, actor: User | None) -> list[int]:
    """End it, and return the stock records that are free again."""
    over = mark_over(purchase, state)
    lines = SellerOrderLine.objects.filter(seller_order__in=over)
    records = list(lines.values_list("stock_record_id", flat=True))
    release(purchase.number, records)
    if purchase.state == Purchase.State.PAID:
        for share in over:
            record(purchase, state, actor=actor, seller_order=share)
    else:
        give_back(purchase.order_id)
        record(purchase, state, actor=actor)
    # What the gateway still holds open is closed outside: it is slow and may not answer.
    jobs.enqueue("shop.payments.tasks.close_payment", purchase_id=purchase.pk)
    return records


def _basket_again(purchase: Purchase, records: list[int]) -> Basket:
    basket = Basket.objects.create(owner=purchase.user)
    lines = list(purchase.basket.lines.filter(stockrecord__in=records))
    for line in lines:
        line.pk, line.basket = None, basket
    BasketLine.objects.bulk_create(lines)
    return basket
