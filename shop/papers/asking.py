"""A buyer asks for full tax invoices: made out to a name, an address, perhaps a company's id."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.papers.due import issue_of
from shop.papers.issuing import PaperError, PartlyRefunded
from shop.papers.letterheads import Party
from shop.papers.models import InvoiceRequest, Paper
from shop.papers.months import span_of
from shop.purchases.models import Purchase

# The sellers' VAT of a month is declared by the 15th of the next.
LAST_DAY = 10


class TooLate(PaperError):
    """The sellers' VAT of that month is being declared. Carries the last day."""

    def __init__(self, until: date) -> None:
        super().__init__(until.isoformat())
        self.until = until


class AskedAlready(PaperError):
    """The purchase has its full invoices already."""


class NobodyRegistered(PaperError):
    """None of its sellers is registered for VAT."""


def last_day(purchase: Purchase) -> date:
    """Return until when full tax invoices can be asked for."""
    paid = purchase.paid_at or timezone.now()
    return span_of(timezone.localtime(paid).date()).after + timedelta(days=LAST_DAY - 1)


def check_may_ask(purchase: Purchase) -> None:
    """Raise NobodyRegistered, AskedAlready, TooLate or PartlyRefunded where it may not be asked."""
    if not purchase.seller_orders.filter(vat_percent__gt=0).exists():
        raise NobodyRegistered(purchase.number)
    if InvoiceRequest.objects.filter(purchase=purchase).exists():
        raise AskedAlready(purchase.number)
    if last_day(purchase) < timezone.localdate():
        raise TooLate(last_day(purchase))
    noted = Paper.objects.filter(seller_order__purchase=purchase, kind=Paper.Kind.CREDIT)
    if noted.exists():
        raise PartlyRefunded(purchase.number)


def ask(purchase: Purchase, to: Party) -> None:
    """Write down to whom the invoices go, and issue them where it is paid already.

    An abbreviated one that was issued is replaced. Raises as check_may_ask does.
    """
    check_may_ask(purchase)
    try:
        with transaction.atomic():
            InvoiceRequest.objects.create(purchase=purchase, **to)
    except IntegrityError as error:
        raise AskedAlready(purchase.number) from error
    issue_of(Purchase.objects.get(pk=purchase.pk))
