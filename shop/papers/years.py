"""A seller's year, month by month: what a tax return asks for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from community.sellers.models import Seller
from shop.ledger.models import Entry
from shop.money import ZERO, from_satang
from shop.papers.months import Span
from shop.papers.statements import Statement, seller_entries, statement

What = Entry.What
# What was paid for this seller's goods, by buyers and by who gave them vouchers, less what went
# back: given, or taken by a buyer's bank.
INCOME = (What.SALE, What.DELIVERY, What.BUYER_FEE, What.REFUND, What.DISPUTE)
# What selling here cost.
COST = (What.COMMISSION, What.COMMISSION_VAT, What.COMMISSION_BACK, What.FEE)


@dataclass
class Year:
    """Twelve months and their sum. Income and cost in baht, both above zero."""

    whole: Statement
    months: list[Statement]

    @property
    def income(self) -> Decimal:
        return self.whole.column(*INCOME)

    @property
    def cost(self) -> Decimal:
        return ZERO - self.whole.column(*COST)


def year_of(seller: Seller, year: int) -> Year:
    """Return a seller's year in two queries. Each month opens with what the last one left."""
    whole = statement(seller, year)
    span = Span(year)
    sums = (
        seller_entries(seller)
        .filter(at__gte=span.start, at__lt=span.end)
        .annotate(month=ExtractMonth("at"))
        .values_list("month", "what")
        .annotate(satang=Sum("amount_satang"))
        .exclude(satang=0)
    )
    columns: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for month, what, satang in sums:
        columns[month][what] = from_satang(-satang)
    return Year(whole, _months(whole, columns))


def _months(whole: Statement, columns: dict[int, dict[str, Decimal]]) -> list[Statement]:
    found: list[Statement] = []
    opening = whole.opening
    for span in whole.span.months:
        found.append(Statement(whole.seller, span, opening, columns[span.month]))
        opening = found[-1].closing
    return found


def months_with_entries(seller: Seller) -> list[Span]:
    """Return the months in which something stands in the books, newest first."""
    months = seller_entries(seller).datetimes("at", "month", order="DESC")
    return [Span(one.year, one.month) for one in months]
