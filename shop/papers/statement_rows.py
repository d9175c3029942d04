"""The rows of a statement: one for each order, one for each act that is about no order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Case, F, Min, QuerySet, Sum, When

from shop.ledger.models import Entry
from shop.money import ZERO, from_satang

# What a row says of an act that is about no order.
ALONE = {
    "act": "journal_id",
    "key": "journal__key",
    "why": "journal__cause",
    "told": "journal__note",
}


@dataclass
class StatementRow:
    """What a seller's balance did because of one order or one act. Baht; plus is the seller's."""

    at: datetime
    order_number: str  # empty for what is about no order
    journal_id: int | None
    key: str  # of the act's journal: payout:P00012
    cause: str  # of Journal.Cause
    note: str
    columns: dict[str, Decimal] = field(default_factory=dict)  # by Entry.What

    @property
    def sum(self) -> Decimal:
        return sum(self.columns.values(), ZERO)

    def column(self, *whats: str) -> Decimal:
        return sum((self.columns.get(what, ZERO) for what in whats), ZERO)


def rows_of(entries: QuerySet[Entry]) -> list[StatementRow]:
    """Return the rows of one account's entries, oldest first."""
    alone = {name: Case(When(seller_order=None, then=F(path))) for name, path in ALONE.items()}
    found = (
        entries.alias(**alone)
        .annotate(**alone)
        .values_list("seller_order_id", "seller_order__number", *ALONE, "what")
        .annotate(first=Min("at"), satang=Sum("amount_satang"))
        .exclude(satang=0)
    )
    rows: dict[tuple[int | None, int | None], StatementRow] = {}
    for order_id, number, act, key, why, told, what, first, satang in found:
        new = StatementRow(first, number or "", act, key or "", why or "", told or "")
        row = rows.setdefault((order_id, act), new)
        row.at = min(row.at, first)
        row.columns[what] = from_satang(-satang)
    return sorted(rows.values(), key=lambda row: (row.at, row.order_number, row.journal_id or 0))
