"""A seller's month in the books: what there was, what came and went, what is left.

Opening + the columns = closing = what the ledger says; nothing is counted anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, QuerySet, Sum

from community.sellers.models import Seller
from shop.ledger.accounts import of_seller
from shop.ledger.models import Entry
from shop.money import ZERO, from_satang
from shop.papers.months import Span
from shop.papers.statement_rows import StatementRow, rows_of

# In the order in which they stand on a statement.
COLUMNS = [str(what) for what in Entry.What]


@dataclass
class Statement:
    """What a seller's balance did in a month or a year. Baht; plus is the seller's."""

    seller: Seller
    span: Span
    opening: Decimal
    columns: dict[str, Decimal]  # by Entry.What; what did not happen is left out

    @property
    def closing(self) -> Decimal:
        return self.opening + sum(self.columns.values(), ZERO)

    def column(self, *whats: str) -> Decimal:
        return sum((self.columns.get(what, ZERO) for what in whats), ZERO)

    @property
    def entries(self) -> QuerySet[Entry]:
        within = Q(at__gte=self.span.start, at__lt=self.span.end)
        return seller_entries(self.seller).filter(within)

    @cached_property
    def rows(self) -> list[StatementRow]:
        """Return one row for each order, and one for each other act; oldest first."""
        return rows_of(self.entries)


def statement(seller: Seller, year: int, month: int = 0) -> Statement:
    """Return a seller's statement of a month, or of a whole year without one. One query.

    Its rows are a second one, asked for when they are read.
    """
    span = Span(year, month)
    before, within = Sum("amount_satang", filter=Q(at__lt=span.start)), Q(at__gte=span.start)
    sums = (
        seller_entries(seller)
        .filter(at__lt=span.end)
        .values_list("what")
        .annotate(before=before, within=Sum("amount_satang", filter=within))
    )
    found = {what: (was or 0, came) for what, was, came in sums}
    opening = -sum(was for was, _ in found.values())
    columns = {what: -found[what][1] for what in COLUMNS if found.get(what, (0, None))[1]}
    return Statement(
        seller,
        span,
        from_satang(opening),
        {what: from_satang(satang) for what, satang in columns.items()},
    )


def seller_entries(seller: Seller) -> QuerySet[Entry]:
    return Entry.objects.filter(account__code=of_seller(seller.pk))
