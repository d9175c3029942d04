"""A seller's goods as a file that Excel opens with its Thai whole, and that can be read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.listings.units import WORDS
from shop.spreadsheets.categories import category_paths
from shop.spreadsheets.choices import STORAGE_WORDS
from shop.spreadsheets.columns import TEMPLATE
from shop.stock.reserving import left_of

SIGNS = ("=", "+", "-", "@", "\t", "\r")
GONE = (Listing.State.WITHDRAWN, Listing.State.ARCHIVED)
CHUNK = 500
Cells = list[Any]


def export_rows(seller: Seller) -> Iterator[Cells]:
    """Yield the template's headings, then a row for each thing that can be bought.

    A listing with choices has a row of its own first, as the template wants it.
    """
    yield list(TEMPLATE.values())
    paths = category_paths()
    for listing in _listings(seller):
        variants = list(listing.variants.all())
        main = ""
        if any(variant.options for variant in variants):
            main = f"{variants[0].stock_record.partner_sku}-main"[:40]
            yield _main_row(listing, variants, main, paths)
        for variant in variants:
            yield _row(listing, variant, main, paths)


def _listings(seller: Seller) -> Iterator[Listing]:
    found = Listing.objects.filter(seller=seller).exclude(state__in=GONE)
    shown = found.prefetch_related("variants__stock_record").order_by("pk")
    yield from shown.iterator(chunk_size=CHUNK)


def _row(listing: Listing, variant: Variant, main: str, paths: dict[int, tuple[str, str]]) -> Cells:
    record = variant.stock_record
    said: dict[str, Any] = {
        **_words(listing, paths),
        "sku": record.partner_sku,
        "price": record.price,
        "weight": variant.weight_g or None,
        "stock": _stock(listing, left_of(record)),
        "low_stock": _low_stock(listing, record.low_stock_threshold),
        "parent": main,
        "option": " | ".join(f"{axis}: {value}" for axis, value in variant.options.items()),
    }
    if len(variant.size_cm) == 3:
        said |= dict(zip(("length", "width", "height"), variant.size_cm, strict=True))
    return [said.get(name) for name in TEMPLATE]


def _main_row(
    listing: Listing, variants: list[Variant], main: str, paths: dict[int, tuple[str, str]]
) -> Cells:
    prices = [v.stock_record.price for v in variants if v.stock_record.price is not None]
    said = {
        **_words(listing, paths),
        "sku": main,
        "price": min(prices, default=None),
        "stock": _stock(listing, sum(left_of(v.stock_record) for v in variants)),
        "weight": max(v.weight_g for v in variants) or None,
    }
    return [said.get(name) for name in TEMPLATE]


def _words(listing: Listing, paths: dict[int, tuple[str, str]]) -> dict[str, Any]:
    return {
        "title": listing.title_th,
        "category": paths.get(listing.category_id, ("", ""))[0],
        "description": listing.description_th,
        "unit": WORDS[listing.unit][0] if listing.unit in WORDS else listing.unit,
        "storage": STORAGE_WORDS[Listing.Storage(listing.storage)],
        "weighed": "ใช่" if listing.is_weighed else "ไม่ใช่",
        "days": listing.made_to_order_days,
        "shelf_life": listing.shelf_life_days,
        "terms": listing.search_terms,
    }


def _stock(listing: Listing, left: int) -> int | Decimal:
    return Decimal(left) / 1000 if listing.is_weighed else left


def _low_stock(listing: Listing, limit: int | None) -> int | Decimal | None:
    return None if limit is None else _stock(listing, limit)


def safe(text: str) -> str:
    """Return words that no program takes for a formula: with a ' in front where they might be."""
    return f"'{text}" if text.startswith(SIGNS) else text


def as_csv(rows: Iterator[Cells]) -> bytes:
    """With a byte order mark, by which Excel knows the Thai."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_workbook(rows: Iterator[Cells], title: str = "สินค้า") -> bytes:
    """Written row by row, so that ten thousand goods need little memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=safe(value))
    cell.data_type = "s"
    cell.number_format = "@"  # a code keeps its zeros
    return cell
