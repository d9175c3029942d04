"""From the bytes of a statement to its lines, each sum proved: what does not add up is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from community.tables.csv_tables import read_csv
from community.tables.kinds import is_workbook
from community.words.plain import clean_line
from shop.slips.bank_cells import amount_in, direction_in, moment_in
from shop.slips.bank_errors import BadRow, NoLines, OtherAccount, TooLong, UnknownLayout
from shop.slips.bank_layouts import Columns, columns_of
from shop.slips.bank_sums import in_order, with_directions

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
OLDEST, AHEAD = timedelta(days=2 * 366), timedelta(days=2)
MOST_BAHT = 100_000_000  # for one line; a larger figure is a misread column
BAHT = ("", "THB", "BAHT", "บาท", "฿")
HEAD_ROWS = 40  # names, addresses and numbers above the headings
LONGEST_TEXT, LONGEST_REFERENCE = 300, 60
ACCOUNT = re.compile(r"(?<![\d-])\d[\d-]{8,16}\d(?![\d-])")
ACCOUNT_WORDS = ("บัญชี", "account", "a/c")
OPENING_WORDS = ("ยกมา", "brought forward", "opening balance", "b/f")
TOTAL_WORDS = ("รวม", "total", "ยกไป", "carried forward", "closing", "ending balance")


@dataclass(frozen=True)
class Line:
    row: int
    at: datetime
    has_time: bool
    amount: Decimal  # plus: came in; zero while reading: a row that only states a balance
    balance: Decimal | None
    text: str
    reference: str


@dataclass(frozen=True)
class Total:
    """A row below the lines that says what they come to."""

    row: int
    came: Decimal | None
    went: Decimal | None


@dataclass(frozen=True)
class Statement:
    layout: str
    lines: list[Line]  # the oldest first
    opening: Decimal | None
    closing: Decimal | None


def read_statement(data: bytes, own_account: str) -> Statement:
    """Return the lines of a CSV file. Raises BadStatement, and Unreadable for what is no CSV."""
    if is_workbook(data):
        raise UnknownLayout
    rows = ((number, [str(cell) for cell in cells]) for number, cells in read_csv(data))
    columns = _find_head(rows, own_account)
    lines, totals, opening = _sorted_out(columns, rows)
    if not any(line.amount for line in lines):
        raise NoLines
    if columns.layout == "by_balance":
        lines = with_directions(lines, opening)
    ordered = in_order(lines, totals, opening)
    moved = [line for line in ordered if line.amount]
    return Statement(columns.layout, moved, opening, ordered[-1].balance)


def _find_head(rows: Iterator[tuple[int, list[str]]], own_account: str) -> Columns:
    """Consume rows until the headings. Raises UnknownLayout, OtherAccount."""
    for number, cells in rows:
        if columns := columns_of(cells):
            return columns
        _check_account(cells, own_account)
        if number >= HEAD_ROWS:
            break
    raise UnknownLayout


def _check_account(cells: list[str], own_account: str) -> None:
    """Raise OtherAccount where the head names an account in full and it is not ours."""
    text = " ".join(cells)
    if not own_account or not any(word in text.lower() for word in ACCOUNT_WORDS):
        return
    numbers = [re.sub(r"\D", "", found) for found in ACCOUNT.findall(text)]
    if numbers and own_account not in numbers:
        raise OtherAccount(numbers[0][-4:])


def _sorted_out(
    columns: Columns, rows: Iterable[tuple[int, list[str]]]
) -> tuple[list[Line], list[Total], Decimal | None]:
    """Return the lines in the file's order, the totals, and the balance before the first.

    Rows that move nothing and state a balance are among the lines, to be proved with them.
    """
    lines: list[Line] = []
    totals: list[Total] = []
    opening: Decimal | None = None
    for number, cells in rows:
        if number > MOST_ROWS:
            raise TooLong
        words = " ".join(cells).lower()
        if not words.strip():
            continue
        is_still = not _has_amount(columns, cells)
        if is_still and opening is None and any(word in words for word in OPENING_WORDS):
            opening = _read(columns, number, cells, "balance")
        elif moment := _moment(columns, number, cells):
            lines += _line(columns, number, cells, *moment)
        elif is_still:
            lines += _stated(number, lines, _maybe(columns, cells, "balance"))
        elif any(word in words for word in TOTAL_WORDS):
            totals.append(_total(columns, number, cells))
        else:
            raise BadRow(number, columns.cell(cells, "day"))
    return lines, totals, opening


def _stated(row: int, before: list[Line], balance: Decimal | None) -> list[Line]:
    """Return a balance that stands in a row without a day: as of the line before it.

    Above the first line only what says that it is the opening counts: heads are full of figures.
    """
    if balance is None or not before:
        return []
    return [Line(row, before[-1].at, before[-1].has_time, Decimal(0), balance, "", "")]


def _moment(columns: Columns, number: int, cells: list[str]) -> tuple[datetime, bool] | None:
    """Return when a row was; None for a row without a day. Raises BadRow for a day that no
    statement of now has, and for money of another country."""
    hour = columns.cell(cells, "time")
    try:
        moment = moment_in(columns.cell(cells, "day"), hour)
    except ValueError:
        raise BadRow(number, hour or columns.cell(cells, "day")) from None
    if moment is None:
        return None
    now = timezone.now()
    if not now - OLDEST <= moment[0] <= now + AHEAD:
        raise BadRow(number, columns.cell(cells, "day"))
    currency = columns.cell(cells, "currency").upper()
    if currency not in BAHT:
        raise BadRow(number, currency)
    return moment


def _line(
    columns: Columns, number: int, cells: list[str], at: datetime, has_time: bool
) -> list[Line]:
    """Return the line of a row, or nothing for a row without money and without a balance."""
    amount = _amount(columns, number, cells) or Decimal(0)
    balance = _read(columns, number, cells, "balance")
    if not amount and balance is None:
        return []
    text = clean_line(columns.text(cells))[:LONGEST_TEXT]
    reference = clean_line(columns.cell(cells, "reference"))[:LONGEST_REFERENCE]
    return [Line(number, at, has_time, amount, balance, text, reference)]


def _amount(columns: Columns, number: int, cells: list[str]) -> Decimal | None:
    """Return what a row moved; by_balance: without its direction."""
    if columns.layout == "two_columns":
        came = _read(columns, number, cells, "came")
        went = _read(columns, number, cells, "went")
        return abs(came or Decimal(0)) - abs(went or Decimal(0))
    if columns.layout == "by_balance":
        return _read(columns, number, cells, "either")
    amount = _read(columns, number, cells, "amount")
    if amount is None or columns.layout == "signed":
        return amount
    direction = direction_in(columns.cell(cells, "mark"))
    if not direction:
        raise BadRow(number, columns.cell(cells, "mark"))
    return abs(amount) * direction


def _total(columns: Columns, number: int, cells: list[str]) -> Total:
    return Total(number, _maybe(columns, cells, "came"), _maybe(columns, cells, "went"))


def _read(columns: Columns, number: int, cells: list[str], name: str) -> Decimal | None:
    """Return a cell's amount. Raises BadRow."""
    cell = columns.cell(cells, name)
    try:
        amount = amount_in(cell)
    except ValueError:
        raise BadRow(number, cell[:40]) from None
    if amount is not None and abs(amount) > MOST_BAHT:
        raise BadRow(number, cell[:40])
    return amount


def _maybe(columns: Columns, cells: list[str], name: str) -> Decimal | None:
    try:
        return amount_in(columns.cell(cells, name))
    except ValueError:
        return None


def _has_amount(columns: Columns, cells: list[str]) -> bool:
    return any(_maybe(columns, cells, name) for name in ("came", "went", "amount", "either"))
