"""From the bytes of a file to its table: the headings, and the rows under them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _

from community.tables.archives import BROKEN, TOO_MUCH_INSIDE, look_inside
from community.tables.csv_tables import read_csv
from community.tables.errors import Unreadable
from community.tables.kinds import is_workbook
from community.tables.workbooks import FAULTS
from shop.spreadsheets.columns import known_count
from shop.spreadsheets.layout import Layout, layout_of, sheet_part

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
HEAD_ROWS = 20  # titles and contacts that stand above the headings
EMPTY = _("There is nothing in this file.")
NO_HEADINGS = _("We find no row of headings, such as “รหัสสินค้า”, “ชื่อสินค้า” and “ราคา”.")
TOO_MANY = _("This file has more than 20,000 rows. Split it into smaller ones.")
TOO_WIDE = _("This file has more than 60 columns. Keep those that describe the goods.")
PEOPLE = re.compile(r"ลูกค้า|สมาชิก|เบอร์|ที่อยู่|customer|client|contact|address", re.IGNORECASE)
Numbered = tuple[int, list[Any]]


@dataclass
class Table:
    """Rows are numbered as Excel does; `headings` by place, levels joined by " > "."""

    headings: list[str]
    head_last: int  # the row of the headings; the lower one where they have two levels
    rows: list[Numbered]
    layout: Layout
    people_sheets: list[str] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)  # above the headings


def read_table(data: bytes) -> Table:
    """Read the first sheet, or the CSV. Raises Unreadable."""
    if not is_workbook(data):
        return _table(list(_limited(read_csv(data))), Layout(), [])
    look_inside(data, MOST_UNPACKED)
    try:
        return _workbook(data)
    except Unreadable:
        raise
    except FAULTS:
        raise Unreadable(BROKEN) from None


def _workbook(data: bytes) -> Table:
    """Only what Excel had computed is read: no formula is run, no other file opened."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the sheet says of its own size may be wrong
        # One column more than is read: a wider file is refused, not cut.
        values = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        rows = list(_limited((number, list(row)) for number, row in enumerate(values, start=1)))
    people = [other.title for other in book.worksheets[1:] if PEOPLE.search(other.title)]
    return _table(rows, layout_of(data, sheet_part(sheet)), people)


def _limited(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    filled = 0
    for number, cells in rows:
        if number > MOST_ROWS * 2:
            raise Unreadable(TOO_MUCH_INSIDE)
        if not _is_filled(cells):
            continue
        filled += 1
        if filled > MOST_ROWS + HEAD_ROWS:
            raise Unreadable(TOO_MANY)
        if any(cell not in {None, ""} for cell in cells[MOST_COLUMNS:]):
            raise Unreadable(TOO_WIDE)
        yield number, cells


def _is_filled(cells: list[Any]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _table(rows: list[Numbered], layout: Layout, people: list[str]) -> Table:
    if not rows:
        raise Unreadable(EMPTY)
    at = _head(rows)
    number, cells = rows[at]
    levels = [cells]
    if _has_two_levels(number, layout) and at + 1 < len(rows):
        at += 1
        levels.append(rows[at][1])
    width = max(len(level) for level in levels)
    above = [(row[0], "above") for row in rows[: at + 1 - len(levels)]]
    headings = _headings(number, levels, width, layout)
    return Table(headings, rows[at][0], _filled_down(rows[at + 1 :], layout), layout, people, above)


def _head(rows: list[Numbered]) -> int:
    """Return where the headings are: the row that knows most of them."""
    counts = [known_count(cells) for _number, cells in rows[:HEAD_ROWS]]
    best = max(range(len(counts)), key=lambda at: (counts[at], -at))
    if counts[best] < 2:
        raise Unreadable(NO_HEADINGS)
    return best


def _has_two_levels(number: int, layout: Layout) -> bool:
    return any(
        first == number and (last == number + 1 or right > left)
        for first, last, left, right in layout.merged
    )


def _headings(number: int, levels: list[list[Any]], width: int, layout: Layout) -> list[str]:
    upper = list(levels[0])
    for first, _last, left, right in layout.merged:
        if first == number and right < len(upper):
            upper[left : right + 1] = [upper[left]] * (right - left + 1)
    rows = [upper, *levels[1:]]
    return [" > ".join(_said(rows, place)) for place in range(width)]


def _said(rows: list[list[Any]], place: int) -> list[str]:
    cells = [row[place] for row in rows if place < len(row)]
    return [" ".join(str(cell).split()) for cell in cells if cell is not None and str(cell).strip()]


def _filled_down(rows: list[Numbered], layout: Layout) -> list[Numbered]:
    """Write what a merged cell says into every row that it spans."""
    by_number = dict(rows)
    for first, last, left, right in layout.merged:
        if left != right or first == last or first not in by_number:
            continue
        value = by_number[first][left] if left < len(by_number[first]) else None
        for number in range(first + 1, min(last, first + 500) + 1):
            if number in by_number and left < len(by_number[number]):
                by_number[number][left] = value
    return rows
