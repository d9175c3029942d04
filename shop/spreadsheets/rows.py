"""Read one row: each cell by what its column holds, every doubt as a remark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from shop.listings.weights import GRAMS
from shop.spreadsheets.amounts import NotANumber, read_number
from shop.spreadsheets.cells import Cell, words_of
from shop.spreadsheets.choices import (
    WEIGHED_NOTE,
    days_of_note,
    is_kilo,
    read_storage,
    read_unit,
    read_weighed,
)
from shop.spreadsheets.columns import Column
from shop.spreadsheets.goods import Goods, sku_key
from shop.spreadsheets.known import Known, keep_kind, without_needless
from shop.spreadsheets.measures import read_sides, read_size, read_weight
from shop.spreadsheets.offering import read_offers
from shop.spreadsheets.prices import AS_SET, SPLIT
from shop.spreadsheets.remarks import ASK, NOTE, REJECT, SKIP, WARN, Remark
from shop.spreadsheets.stocks import TO_ORDER
from shop.spreadsheets.titles import formula_remarks, read_sku, read_title

MOST_DAYS = 3650
MOST_LOW = 100_000
SERVICE_UNITS = {"ครั้ง", "งาน", "เที่ยว"}
SERVICE_KINDS = {"บริการ", "service"}
GONE_STATUS = {"x", "เลิก", "discontinued"}
TERMS_BETWEEN = re.compile(r"\s*[,;]\s*")


@dataclass
class Reading:
    """How a file is read: the same for all of its rows."""

    columns: list[Column]
    weight_unit: str = ""  # g, kg; empty: each cell says it
    commas: bool = False  # 259,50
    describes: bool = False  # most rows have a description
    formulas: set[tuple[int, int]] = field(default_factory=set)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)  # by row number
    known: Mapping[str, Known] = field(default_factory=dict)  # by code to compare

    def cells(self, number: int, row: Sequence[Any]) -> dict[str, Cell]:
        said = self.answers.get(str(number), {})
        found = {
            one.field: Cell(
                row[one.place] if one.place < len(row) else None,
                (number, one.place) in self.formulas,
            )
            for one in self.columns
            if one.field
        }
        if said.get("price") in {SPLIT, AS_SET} and "price" in found:
            found["price_typed"] = found["price"]
        for name, text in said.items():
            found[name] = Cell(text, answered=True)
        return found


@dataclass
class Read:
    """A row that was read; `remarks` grow while the whole file is looked at."""

    goods: Goods
    remarks: list[Remark]
    answers: dict[str, str] = field(default_factory=dict)


def read_row(number: int, row: Sequence[Any], reading: Reading) -> Read:
    cells = reading.cells(number, row)
    goods = Goods(number)
    remarks: list[Remark] = []
    note = words_of(cells.get("note", Cell()).raw).text[:200]
    goods.note = note
    remarks += formula_remarks(cells)
    remarks += _read_words(goods, cells, reading)
    known = reading.known.get(sku_key(goods.sku))
    remarks += _read_kind(goods, cells, note, known)
    remarks += _read_parcel(goods, cells, reading)
    remarks += read_offers(goods, cells, commas=reading.commas)
    remarks += _read_making(goods, cells, note)
    remarks += _not_for_sale(goods, cells, remarks)
    said = without_needless(remarks) if known else remarks
    return Read(goods, said, reading.answers.get(str(number), {}))


def _read_words(goods: Goods, cells: dict[str, Cell], reading: Reading) -> list[Remark]:
    goods.sku, remarks = read_sku(cells.get("sku", Cell()))
    goods.title, said = read_title(cells.get("title", Cell()), "title")
    remarks += said
    goods.title_en = words_of(cells.get("title_en", Cell()).raw).text[:160]
    remarks += _read_description(goods, cells, reading)
    goods.category = words_of(cells.get("category", Cell()).raw).text[:200]
    goods.parent = cells.get("parent", Cell()).text[:40]
    goods.option = words_of(cells.get("option", Cell()).raw).text[:120]
    terms = TERMS_BETWEEN.split(words_of(cells.get("terms", Cell()).raw).text)
    goods.terms = ", ".join(term for term in terms if term)[:500]
    return remarks


def _read_description(goods: Goods, cells: dict[str, Cell], reading: Reading) -> list[Remark]:
    words = words_of(cells.get("description", Cell()).raw, lines=True)
    goods.description = words.text
    if words.wrong:
        return [Remark(REJECT, "description", words.wrong)]
    remarks = [Remark(WARN, "description", code) for code in words.mended]
    if words.had_markup and not cells["description"].answered:
        facts = {"value": words.text[:80]}
        remarks.append(Remark(ASK, "description", "markup", facts, [words.text[:500]]))
    if reading.describes and not words.text:
        remarks.append(Remark(WARN, "description", "description_empty"))
    return remarks


def _read_kind(
    goods: Goods, cells: dict[str, Cell], note: str, known: Known | None
) -> list[Remark]:
    unit = cells.get("unit", Cell())
    goods.unit, remarks = read_unit(unit)
    weighed, said = read_weighed(cells.get("weighed", Cell()))
    remarks += said
    noted = bool(WEIGHED_NOTE.search(note))
    goods.storage, stored = read_storage(cells.get("storage", Cell()), note)
    if known:
        return remarks + keep_kind(goods, cells, weighed, noted, known)
    if weighed is None and (is_kilo(unit.text) or noted) and not said:
        weighed = True
        remarks.append(Remark(WARN, "weighed", "sold_by_weight"))
    goods.weighed = bool(weighed)
    if goods.weighed:
        goods.unit = "kg"
    return remarks + stored


def _read_parcel(goods: Goods, cells: dict[str, Cell], reading: Reading) -> list[Remark]:
    weight = cells.get("weight", Cell())
    goods.weight_g, remarks = read_weight(weight, reading.weight_unit, commas=reading.commas)
    if "size" in cells:
        goods.size_cm, said = read_size(cells["size"])
    else:
        goods.size_cm, said = read_sides(cells, commas=reading.commas)
    return remarks + said


def _read_making(goods: Goods, cells: dict[str, Cell], note: str) -> list[Remark]:
    remarks: list[Remark] = []
    goods.low_stock = _whole(
        cells, "low_stock", MOST_LOW, remarks, times=GRAMS if goods.weighed else 1
    )
    goods.shelf_life = _whole(cells, "shelf_life", MOST_DAYS, remarks)
    goods.days = _whole(cells, "days", MOST_DAYS, remarks)
    if goods.days is None:
        to_order = bool(TO_ORDER.search(cells.get("stock", Cell()).text))
        goods.days, said = days_of_note(note, to_order=to_order)
        remarks += said
    if note:
        remarks.append(Remark(NOTE, "note", "note", {"typed": note}))
    return remarks


def _whole(
    cells: dict[str, Cell], name: str, most: int, remarks: list[Remark], *, times: int = 1
) -> int | None:
    """Return a whole number, or grams of what is written in kilograms."""
    try:
        number: Decimal | None = read_number(name, cells.get(name, Cell()))
    except NotANumber as wrong:
        remarks.append(wrong.remark)
        return None
    if number is None:
        return None
    if number * times % 1 or not 0 <= number <= most:
        remarks.append(Remark(REJECT, name, "whole_range", {"most": most}))
        return None
    return int(number * times)


def _not_for_sale(goods: Goods, cells: dict[str, Cell], remarks: Sequence[Remark]) -> list[Remark]:
    """Say what is no goods: a service, what an old program has given up."""
    unit, kind = cells.get("unit", Cell()).text, goods.category.lower()
    if unit in SERVICE_UNITS or kind in SERVICE_KINDS:
        return [Remark(REJECT, "title", "service")]
    status = cells.get("status", Cell())
    if status.answered and status.text == "archive":
        goods.archived = True
    elif status.text.lower() in GONE_STATUS and not any(one.level == REJECT for one in remarks):
        return [Remark(SKIP, "status", "discontinued", {"typed": status.text}, ["archive"])]
    return []
