"""Which rows are goods at all: titles, totals and notes stand between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shop.spreadsheets.cells import words_of
from shop.spreadsheets.columns import Column
from shop.spreadsheets.layout import Layout

SECTION = re.compile(r"[*=#\-–—•]{2,}\s*(.+?)\s*[*=#\-–—•]*")
TOTAL = re.compile(r"(?:รวม|ยอดรวม|total|sum)\b|รวม\s*\d", re.IGNORECASE)
REMARK = re.compile(r"(?:หมายเหตุ|note|\*)", re.IGNORECASE)


@dataclass(frozen=True)
class Sorted:
    """`why` is empty for goods; of what is none, only a heading's text is kept."""

    why: str = ""
    section: str = ""


def sort_out(number: int, row: Sequence[Any], columns: list[Column], layout: Layout) -> Sorted:
    filled = [place for place, cell in enumerate(row) if cell is not None and str(cell).strip()]
    text = words_of(row[filled[0]]).text
    if len(filled) == 1:
        return _alone(number, filled[0], text, columns, layout)
    said = {one.field: row[one.place] for one in columns if one.place < len(row) and one.field}
    title = words_of(said.get("title")).text
    if TOTAL.match(title) and not said.get("sku") and not said.get("price"):
        return Sorted("total")
    return Sorted()


def _alone(number: int, place: int, text: str, columns: list[Column], layout: Layout) -> Sorted:
    if found := SECTION.fullmatch(text):
        return Sorted("section", found[1][:120])
    if TOTAL.match(text):
        return Sorted("total")
    across = any(
        first <= number <= last and left <= place <= right and right > left
        for first, last, left, right in layout.merged
    )
    if across or REMARK.match(text):
        return Sorted("note_row")
    fields = {one.place: one.field for one in columns}
    return Sorted() if fields.get(place) in {"title", "sku"} else Sorted("note_row")
