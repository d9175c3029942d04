"""Goods that are there already: a row with their code is read as what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Lower

from community.sellers.models import Seller
from shop.listings.models import Variant
from shop.spreadsheets.cells import Cell
from shop.spreadsheets.choices import is_kilo
from shop.spreadsheets.columns import Column
from shop.spreadsheets.goods import Goods, sku_key
from shop.spreadsheets.remarks import ASK, WARN, Remark
from shop.spreadsheets.tables import Table
from shop.spreadsheets.titles import read_sku

# What new goods need and these have: an empty cell leaves it as it is.
THERE = {
    "title_missing",
    "price_missing",
    "stock_missing",
    "weight_missing",
    "description_empty",
}


@dataclass(frozen=True)
class Known:
    title: str
    unit: str
    storage: str
    weighed: bool
    has_options: bool


def known_of(seller: Seller, table: Table, columns: list[Column], said: Any) -> dict[str, Known]:
    """Return the seller's goods that the file's codes mean, by code to compare. One query."""
    place = next((one.place for one in columns if one.field == "sku"), None)
    cells = [] if place is None else [row[place] for _n, row in table.rows if place < len(row)]
    cells += [answer["sku"] for answer in said.get("answers", {}).values() if answer.get("sku")]
    return _known(seller, {sku_key(read_sku(Cell(cell))[0]) for cell in cells} - {""})


def _known(seller: Seller, keys: Iterable[str]) -> dict[str, Known]:
    rows = (
        Variant.objects.filter(listing__seller=seller)
        .annotate(code=Lower("stock_record__partner_sku"))
        .filter(code__in=keys)
        .values_list(
            "stock_record__partner_sku",
            "listing__title_th",
            "listing__unit",
            "listing__storage",
            "listing__is_weighed",
            "options",
        )
    )
    return {
        sku_key(sku): Known(title, unit, storage, weighed, bool(options))
        for sku, title, unit, storage, weighed, options in rows
    }


def keep_kind(
    goods: Goods, cells: Mapping[str, Cell], says: bool | None, noted: bool, known: Known
) -> list[Remark]:
    """Read it by weight or by piece as the listing is; ask where the file says otherwise.

    `says` is the column's own word, `noted` that the row's note names it sold by weight.
    """
    unit, goods.is_known, goods.weighed = cells.get("unit", Cell()), True, known.weighed
    if says is None and unit.text and goods.unit != known.unit:
        says = is_kilo(unit.text)
    if says is None and noted:
        says = True
    if known.weighed or not unit.text:
        goods.unit = known.unit
    if cells.get("storage", Cell()).is_empty:
        goods.storage = known.storage
    goods.keeps_name = known.has_options or not goods.title
    goods.title = goods.title or known.title
    if says is None or says == known.weighed:
        is_silent = says is None and known.weighed
        return [Remark(WARN, "weighed", "sold_by_weight")] if is_silent else []
    code, own = ("is_weighed", "ใช่") if known.weighed else ("is_counted", "ไม่ใช่")
    return [Remark(ASK, "weighed", code, {}, [own])]


def without_needless(remarks: list[Remark]) -> list[Remark]:
    return [one for one in remarks if one.code not in THERE]
