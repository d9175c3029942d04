"""Which column holds what, by the headings that people and programs write."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NO_FIELD = ""
# What a column can hold, in the order that the screen offers it.
FIELDS: dict[str, str | Promise] = {
    "sku": _("Code (SKU)"),
    "title": _("Name"),
    "title_en": _("Name in English"),
    "category": _("Kind of goods"),
    "description": _("Description"),
    "unit": _("Sold by the"),
    "price": _("Price"),
    "weight": _("Weight"),
    "length": _("Length"),
    "width": _("Width"),
    "height": _("Height"),
    "size": _("Size of the box, all in one"),
    "stock": _("Left to sell"),
    "low_stock": _("Tell me when so many are left"),
    "storage": _("How to keep it"),
    "weighed": _("Sold by weight"),
    "parent": _("Code of the main row"),
    "option": _("Choice: colour, size"),
    "days": _("Made to order, days"),
    "shelf_life": _("Keeps, days"),
    "terms": _("Search words"),
    "note": _("Note, only to look at"),
    "status": _("Status of an old program"),
}
# The template's own, in its order; * marks what is needed.
TEMPLATE = {
    "sku": "รหัสสินค้า *",
    "title": "ชื่อสินค้า *",
    "category": "หมวดหมู่ *",
    "description": "รายละเอียด",
    "unit": "หน่วยขาย *",
    "price": "ราคา (บาท) *",
    "weight": "น้ำหนักรวมกล่อง (กรัม) *",
    "length": "ยาว (ซม.)",
    "width": "กว้าง (ซม.)",
    "height": "สูง (ซม.)",
    "stock": "จำนวนคงเหลือ *",
    "low_stock": "เตือนเมื่อเหลือ",
    "storage": "การเก็บรักษา",
    "weighed": "ขายตามน้ำหนัก",
    "parent": "รหัสสินค้าแม่",
    "option": "ชื่อตัวเลือก",
    "days": "ผลิตตามสั่ง (วัน)",
    "shelf_life": "อายุสินค้า (วัน)",
    "terms": "คำค้นหา",
}
OTHERS: dict[str, tuple[str, ...]] = {
    "sku": ("รหัส", "โค้ด", "รหัสสินค้า", "sku", "code", "itemcode", "บาร์โค้ด"),
    "title": ("ชื่อสินค้า", "รายการ", "ชื่อ", "สินค้า", "productname", "name", "title", "product"),
    "title_en": ("ชื่ออังกฤษ", "ชื่อภาษาอังกฤษ", "englishname", "nameinenglish"),
    "category": ("หมวดหมู่", "หมวด", "ประเภท", "กลุ่ม", "category", "type"),
    "description": ("รายละเอียด", "คำอธิบาย", "คำบรรยาย", "description", "detail"),
    "unit": ("หน่วยขาย", "หน่วย", "ขายเป็น", "unit", "soldbythe"),
    "price": ("ราคา", "ราคาปลีก", "ราคาขาย", "ราคาขาย1", "ปลีก", "price"),
    "weight": ("น้ำหนัก", "นน", "นนต่อชิ้น", "น้ำหนักต่อชิ้น", "น้ำหนักรวมกล่อง", "weight"),
    "length": ("ยาว", "l", "length"),
    "width": ("กว้าง", "w", "width"),
    "height": ("สูง", "h", "height"),
    "size": ("ขนาดกล่อง", "ขนาด", "ขนาดกล่องกว้างxยาวxสูง", "size", "boxsize"),
    "stock": ("จำนวนคงเหลือ", "คงเหลือ", "เหลือกี่ชิ้น", "เหลือ", "จำนวน", "สต๊อก", "stock", "left"),
    "low_stock": ("เตือนเมื่อเหลือ", "จุดสั่งซื้อ", "lowstock", "reorderpoint"),
    "storage": ("การเก็บรักษา", "storage"),
    "weighed": ("ขายตามน้ำหนัก", "ชั่งขาย", "soldbyweight"),
    "parent": ("รหัสสินค้าแม่", "parent", "parentsku"),
    "option": ("ชื่อตัวเลือก", "ตัวเลือก", "แบบ/สี", "แบบสี", "แบบ", "สี", "option", "variant"),
    "days": ("ผลิตตามสั่ง", "madetoorder", "madetoorderdays"),
    "shelf_life": ("อายุสินค้า", "อายุ", "shelflife"),
    "terms": ("คำค้นหา", "คำค้น", "tags", "keywords"),
    "note": ("หมายเหตุ", "note", "remark"),
    "status": ("สถานะ", "status"),
}
# What is never sold for and never shown: the cost, the price for shops, a running number.
NEVER = ("ต้นทุน", "cost", "ทุน")
BETWEEN = re.compile(r"[\s\-–_./*:>]+|\(.*?\)")
GRAMS = re.compile(r"\((?:กรัม|ก\.|g)\)", re.IGNORECASE)
KILOS = re.compile(r"\((?:กก\.?|กิโลกรัม|kg)\)", re.IGNORECASE)
LONGEST = 60


@dataclass
class Column:
    """One column: where it stands, counted from 0, what is over it, what is read from it."""

    place: int
    heading: str
    field: str = NO_FIELD
    sample: str = ""
    hidden: bool = False
    sure: bool = False  # the template's own heading

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def _key(heading: str) -> str:
    return BETWEEN.sub("", heading).lower()


BY_TEMPLATE = {heading: name for name, heading in TEMPLATE.items()}
BY_KEY = {_key(word): name for name, words in OTHERS.items() for word in words}


def proposed(headings: Sequence[str], hidden: Iterable[int] = ()) -> list[Column]:
    """Return what each column seems to hold; each field once, hidden columns none.

    A heading in levels is joined by " > "; its last level counts, then the whole.
    """
    hidden, taken, columns = set(hidden), set[str](), []
    for place, heading in enumerate(headings):
        if not heading:
            continue
        name = NO_FIELD if place in hidden else _field_of(heading)
        name = NO_FIELD if name in taken else name
        taken.add(name)
        sure = BY_TEMPLATE.get(heading) == name and name != NO_FIELD
        columns.append(Column(place, heading[:LONGEST], name, "", place in hidden, sure))
    return columns


def _field_of(heading: str) -> str:
    if heading in BY_TEMPLATE:
        return BY_TEMPLATE[heading]
    levels = [_key(level) for level in heading.split(">")]
    if any(word in level for level in levels for word in NEVER):
        return NO_FIELD
    found = (BY_KEY.get(key) for key in (_key(heading), *reversed(levels)))
    return next((name for name in found if name), NO_FIELD)


def known_count(cells: Iterable[Any]) -> int:
    """Return how many of the cells are headings that are known."""
    texts = (str(cell).strip() for cell in cells if isinstance(cell, str))
    return len({_field_of(text) for text in texts if text} - {NO_FIELD})


def digest_of(columns: Iterable[Column]) -> str:
    """Return 64 hexadecimal digits that files with the same headings share."""
    text = "\n".join(f"{column.place}:{_key(column.heading)}" for column in columns)
    return hashlib.sha256(text.encode()).hexdigest()


def is_in_order(columns: Iterable[Column]) -> bool:
    """Return whether every heading is the template's, so that nobody need be asked."""
    return all(column.sure for column in columns)


def unit_in_heading(columns: Iterable[Column]) -> str:
    """Return "g" or "kg" where the heading of the weight says so, else nothing."""
    heading = next((one.heading for one in columns if one.field == "weight"), "")
    return "g" if GRAMS.search(heading) else "kg" if KILOS.search(heading) else ""
