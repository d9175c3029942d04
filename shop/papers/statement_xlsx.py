"""Statements and yearly sheets as workbooks: amounts are numbers, words never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from shop.papers.columns import OTHER, WIDE, name_of
from shop.papers.letterheads import letterhead_of
from shop.papers.shown import month_text, spaced, year_text
from shop.papers.statement_shown import columns_of, shown_rows, wide_cells
from shop.papers.statements import COLUMNS, Statement
from shop.papers.years import Year
from shop.spreadsheets.exporting import safe

Cells = list[Any]
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"


def statement_xlsx(statement: Statement) -> bytes:
    """Return two sheets: the sums, and the rows that they are made of."""
    book = Workbook(write_only=True)
    _fill(book, pgettext("statement", "Sums"), _sums(statement))
    _fill(book, pgettext("statement", "Rows"), _rows(statement))
    return _saved(book)


def year_xlsx(year: Year) -> bytes:
    book = Workbook(write_only=True)
    _fill(book, year_text(year.whole.span.year), _months(year))
    return _saved(book)


def _sums(statement: Statement) -> Iterable[Cells]:
    yield [statement.seller.name, month_text(statement.span.first)]
    yield [pgettext("statement", "Brought forward"), statement.opening]
    for one in columns_of(statement.columns):
        yield [one.name, one.amount]
    yield [pgettext("statement", "What is left"), statement.closing]


def _rows(statement: Statement) -> Iterable[Cells]:
    whats = [what for what in COLUMNS if what in statement.columns]
    yield [
        pgettext("statement", "Day"),
        pgettext("statement", "Order"),
        pgettext("statement", "What"),
        pgettext("statement", "Bank reference"),
        pgettext("statement", "Note"),
        *(name_of(what) for what in whats),
        pgettext("statement", "Sum"),
    ]
    for row, shown in zip(statement.rows, shown_rows(statement.rows), strict=True):
        day = timezone.localtime(row.at).date()
        words = [row.order_number, shown.title, shown.reference, row.note]
        yield [day, *words, *(row.columns.get(what) for what in whats), row.sum]


def _months(year: Year) -> Iterable[Cells]:
    head = letterhead_of(year.whole.seller)
    yield [head.legal_name, year_text(year.whole.span.year)]
    if head.tax_id:
        yield [gettext("Tax ID"), spaced(head.tax_id)]
    names = [str(name) for _, name, _ in WIDE]
    yield [pgettext("statement", "Month"), *names, str(OTHER), pgettext("statement", "Sum")]
    for one in year.months:
        yield _wide(month_text(one.span.first), one.columns)
    yield _wide(pgettext("statement", "The whole year"), year.whole.columns)
    yield []
    yield [pgettext("statement", "Income"), year.income]
    yield [pgettext("statement", "Commission and fees"), year.cost]


def _wide(name: str, columns: dict[str, Decimal]) -> Cells:
    found = wide_cells(columns)
    return [name, *found, sum(found, Decimal(0))]


def _fill(book: Any, title: str, rows: Iterable[Cells]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.column_dimensions["A"].width = 28
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, bold=number == 0) for value in row])


def _cell(sheet: Any, value: Any, *, bold: bool) -> Any:
    text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, value=safe(value) if text else value)
    if text:
        cell.data_type = "s"
    elif isinstance(value, Decimal):
        cell.number_format = MONEY
    elif hasattr(value, "isoformat"):
        cell.number_format = DAY
    if bold:
        cell.font = Font(bold=True)
    return cell


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
