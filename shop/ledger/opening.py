"""Book what was paid before there was a ledger, each act at its own time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from shop.ledger.models import Journal
from shop.ledger.posting import Draft, post
from shop.ledger.sales import in_vain_draft, paid_drafts, sale_drafts
from shop.money import percent_of
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.booking import book_approved
from shop.refunds.models import Refund


def open_books() -> int:
    """Return how many payments were booked. Again it books nothing, and goes on where it ended."""
    attempts = list(_unbooked_attempts())
    for attempt in attempts:
        _open_attempt(attempt)
    free = list(_unbooked_free())
    for payment in free:
        _open_free(payment)
    return len(attempts) + len(free)


def _unbooked_attempts() -> Iterator[Attempt]:
    booked = Journal.objects.filter(key=Concat(Value("payment:"), OuterRef("idempotency_key")))
    found = Attempt.objects.filter(~Exists(booked), state=Attempt.State.SUCCEEDED, received__gt=0)
    yield from found.select_related("payment__seller_order").order_by("pk")


def _unbooked_free() -> Iterator[Payment]:
    booked = Journal.objects.filter(purchase=OuterRef("purchase"), cause=Journal.Cause.SALE)
    yield from Payment.objects.filter(~Exists(booked), state=Payment.State.PAID, amount=0)


@transaction.atomic
def _open_attempt(attempt: Attempt) -> None:
    """Locks the purchase."""
    payment = attempt.payment
    Purchase.objects.select_for_update(no_key=True).get(pk=payment.purchase_id)
    if attempt.refunds.filter(reason__in=Refund.IN_VAIN).exists():
        post(*_at(attempt.changed_at, [in_vain_draft(attempt)]))
        return
    shares = _shares(payment)
    weighed = Refund.objects.filter(seller_order__in=shares, reason=Refund.Reason.WEIGHT)
    for refund in weighed:
        _as_ordered(next(share for share in shares if share.pk == refund.seller_order_id), refund)
    post(*_at(payment.paid_at or attempt.changed_at, paid_drafts(attempt, shares)))
    for refund in weighed:
        book_approved(refund)


@transaction.atomic
def _open_free(payment: Payment) -> None:
    drafts = [draft for share in _shares(payment) for draft in sale_drafts(share, None)]
    post(*_at(payment.paid_at, drafts))


def _shares(payment: Payment) -> list[SellerOrder]:
    shares = SellerOrder.objects.filter(purchase=payment.purchase_id).order_by("pk")
    if payment.seller_order_id:
        shares = shares.filter(pk=payment.seller_order_id)
    return list(shares)


def _as_ordered(share: SellerOrder, refund: Refund) -> None:
    """Put back, on the object alone, what lighter goods took off; the refund says it instead.

    Before there was a ledger, commission was a percent of the goods.
    """
    share.goods += refund.amount
    share.total += refund.amount
    now = share.commission
    if not refund.commission:
        refund.commission = percent_of(share.sellers_goods, share.commission_percent) - now
        refund.save(update_fields=["commission"])
    share.commission = now + refund.commission
    share.commission_vat += refund.commission_vat
    share.commission_fund += refund.commission_fund


def _at(moment: datetime | None, drafts: list[Draft]) -> list[Draft]:
    return [replace(draft, at=moment) for draft in drafts] if moment else drafts
