"""A statement as it is read: names, sums, rows with what they are about, sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.display.dates import in_thai
from shop.display.prices import baht_text
from shop.ledger.models import Entry, Journal
from shop.papers.columns import NAMES, REST, WIDE, name_of
from shop.papers.shown import month_text
from shop.papers.statement_rows import StatementRow
from shop.papers.statements import Statement
from shop.payouts.models import Payout

What = Entry.What


@dataclass(frozen=True)
class ShownColumn:
    what: str
    name: str
    amount: Decimal


@dataclass(frozen=True)
class ShownRow:
    at: datetime
    order_number: str
    title: str  # of what is about no order
    reference: str  # the bank's, of a payout
    note: str
    parts: list[ShownColumn]
    sum: Decimal


def columns_of(columns: dict[str, Decimal]) -> list[ShownColumn]:
    order = [*NAMES, *(what for what in columns if what not in NAMES)]
    return [ShownColumn(what, name_of(what), columns[what]) for what in order if columns.get(what)]


def shown_rows(rows: Iterable[StatementRow], what: str = "") -> list[ShownRow]:
    """Return the rows, or those that a column is made of. One query, for banks' references."""
    chosen = [row for row in rows if not what or row.columns.get(what)]
    references = _references(chosen)
    return [
        ShownRow(
            row.at,
            row.order_number,
            "" if row.order_number else str(Journal.Cause(row.cause).label),
            references.get(payout_id(row.key), ""),
            row.note,
            columns_of(row.columns),
            row.columns[what] if what else row.sum,
        )
        for row in chosen
    ]


def wide_cells(columns: dict[str, Decimal]) -> list[Decimal]:
    """Return the sums of the columns of a wide table, then of what stands in none of them."""
    told = [
        sum((columns.get(what, Decimal(0)) for what in whats), Decimal(0)) for *_, whats in WIDE
    ]
    return [*told, sum((columns.get(what, Decimal(0)) for what in REST), Decimal(0))]


def payout_id(key: str) -> int:
    """Return the payout that a journal is about by its key, payout:P00012, or 0."""
    kind, _colon, rest = key.partition(":")
    number = rest.partition(":")[0].lstrip("P")
    return int(number) if kind == "payout" and number.isdecimal() else 0


def _references(rows: Iterable[StatementRow]) -> dict[int, str]:
    ids = {payout_id(row.key) for row in rows} - {0}
    if not ids:
        return {}
    return dict(Payout.objects.filter(pk__in=ids).values_list("pk", "bank_reference"))


def read_aloud(statement: Statement) -> list[str]:
    """Return the month as somebody would tell it, for reading and for hearing."""
    orders = len({row.order_number for row in statement.rows if row.columns.get(What.SALE)} - {""})
    month = {"month": month_text(statement.span.first)}
    told = [
        _("In %(month)s:") % month,
        _("At the beginning there was %(amount)s.") % {"amount": spoken(statement.opening)},
    ]
    if orders:
        sold = ngettext(
            "You sold for %(amount)s, in %(count)s order.",
            "You sold for %(amount)s, in %(count)s orders.",
            orders,
        )
        told.append(sold % {"amount": spoken(statement.column(What.SALE)), "count": orders})
    told += [
        _told(one) for one in columns_of(statement.columns) if one.what != What.SALE or not orders
    ]
    return [*told, _ending(statement)]


def _told(one: ShownColumn) -> str:
    words = {"name": one.name, "amount": spoken(abs(one.amount))}
    if one.amount < 0:
        return _("%(name)s: less %(amount)s.") % words
    return _("%(name)s: %(amount)s.") % words


def _ending(statement: Statement) -> str:
    amount = {"amount": spoken(abs(statement.closing))}
    if statement.closing < 0:
        return _("At the end you owe the market %(amount)s.") % amount
    if statement.span.is_over:
        return _("At the end there was %(amount)s left for you.") % amount
    return _("Today there is %(amount)s left for you.") % amount


def spoken(amount: Decimal) -> str:
    """Return an amount as a voice says it: ลบ 1,250 บาท 50 สตางค์, or ฿1,250.50."""
    if not in_thai():
        return baht_text(amount)
    whole, satang = divmod(int(abs(amount) * 100), 100)
    minus = "ลบ " if amount < 0 else ""
    return f"{minus}{whole:,} บาท" + (f" {satang} สตางค์" if satang else "")
