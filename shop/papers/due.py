"""What still wants a paper, and giving it: the worker's round, and a page that is opened."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from shop.papers.issuing import PaperError, issue_for_refund, issue_for_sale
from shop.papers.letterheads import full_letterheads
from shop.papers.models import Letterhead, Paper
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund

log = logging.getLogger(__name__)
AT_ONCE = 200


def sales_without_paper() -> QuerySet[SellerOrder]:
    """Return paid seller orders of more than nothing whose paper is not issued yet."""
    issued = Paper.objects.filter(seller_order=OuterRef("pk"), refund=None)
    paid = SellerOrder.objects.filter(paid_at__isnull=False, total__gt=0)
    return paid.filter(~Exists(issued)).order_by("paid_at", "pk")


def refunds_without_paper() -> QuerySet[Refund]:
    """Return approved refunds out of sales that have a paper."""
    sale = Paper.objects.filter(seller_order=OuterRef("seller_order"), refund=None)
    booked = Refund.objects.filter(seller_order__isnull=False, state__in=Refund.BOOKED)
    return booked.filter(Exists(sale), papers=None).order_by("approved_at", "pk")


def issue_due(at_once: int = AT_ONCE) -> int:
    """Issue what is due, the oldest first; return how many papers were issued."""
    ready = sales_without_paper().filter(Q(vat_percent=0) | Exists(_letterhead()))
    sales = _issue(ready.values_list("pk", flat=True)[:at_once])
    backs = [
        _try_refund(pk) for pk in refunds_without_paper().values_list("pk", flat=True)[:at_once]
    ]
    return sales + sum(backs)


def _letterhead() -> QuerySet[Letterhead]:
    """Return what a sale's tax invoice can be headed with: one shop without must not
    keep the others waiting."""
    return full_letterheads().filter(seller=OuterRef("seller"))


def issue_of(purchase: Purchase) -> None:
    """Issue what is due of one purchase: its page is open, the worker need not be waited for."""
    shares = sales_without_paper().filter(purchase=purchase)
    if not shares and not _waits_for_full(purchase) and not _backs(purchase):
        return
    wanted = purchase.seller_orders.filter(paid_at__isnull=False, total__gt=0)
    _issue(wanted.values_list("pk", flat=True))
    for pk in _backs(purchase):
        _try_refund(pk)


def _backs(purchase: Purchase) -> list[int]:
    return list(refunds_without_paper().filter(purchase=purchase).values_list("pk", flat=True))


def _waits_for_full(purchase: Purchase) -> bool:
    short = Paper.objects.filter(
        seller_order__purchase=purchase, kind=Paper.Kind.SHORT, replaced_by=None
    )
    return hasattr(purchase, "invoice_request") and short.exists()


def _issue(seller_order_ids: Iterable[int]) -> int:
    return sum(_try_sale(pk) for pk in seller_order_ids)


def _try_sale(pk: int) -> bool:
    try:
        issue_for_sale(pk)
    except PaperError as error:
        log.info("no paper for seller order %s: %s", pk, type(error).__name__)
        return False
    return True


def _try_refund(pk: int) -> bool:
    try:
        issue_for_refund(pk)
    except PaperError as error:
        log.info("no paper for refund %s: %s", pk, type(error).__name__)
        return False
    return True
