"""Which column holds what, by the headings people write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        *("ชื่อ", "ชื่อนามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "ชื่อสมาชิก", "รายชื่อ"),
        *("name", "fullname"),
    ),
    "phone": (
        *("เบอร์โทร", "เบอร์โทรศัพท์", "โทรศัพท์", "โทร", "มือถือ", "เบอร์มือถือ", "เบอร์"),
        *("โทรศัพท์มือถือ", "phone", "mobile", "telephone", "phonenumber"),
    ),
    "email": ("อีเมล", "อีเมล์", "email"),
    "shop": ("ชื่อร้าน", "ร้าน", "ชื่อร้านหรือกลุ่ม", "shop", "shopname"),
    "kind": ("ประเภท", "ประเภทผู้ขาย", "ประเภทร้าน", "kind", "type"),
    "role": ("บทบาท", "เข้าร่วมเป็น", "หน้าที่", "role"),
    "makes": ("ทำอะไรขาย", "สินค้า", "ของที่ทำ", "ผลิตภัณฑ์", "makes", "goods", "products"),
}
BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}
BETWEEN = re.compile(r"[\s\-–_./*:]+|\(.*?\)")


@dataclass(frozen=True)
class Columns:
    """Where each column is, counted from 0, and the headings that nothing is read from."""

    places: dict[str, int]
    unread: list[str] = field(default_factory=list)


def find_columns(head: Sequence[Sequence[Any]]) -> Columns | None:
    """Return the columns that the last row names, alone or together with the one above it."""
    return _columns(head[-1], head[-1:]) or (_columns(head[-1], head) if len(head) > 1 else None)


def _columns(last: Sequence[Any], head: Sequence[Sequence[Any]]) -> Columns | None:
    places: dict[str, int] = {}
    unread: list[str] = []
    for place in range(max(len(row) for row in head)):
        said = [str(row[place]).strip() for row in head if place < len(row) and row[place]]
        name = next((BY_HEADING[key] for key in map(_key, reversed(said)) if key in BY_HEADING), "")
        if name and name not in places:
            places[name] = place
        elif said:
            unread.append(said[-1][:60])
    is_head = "name" in places and ("phone" in places or "email" in places)
    return Columns(places, unread) if is_head else None


def _key(heading: str) -> str:
    return BETWEEN.sub("", heading).lower()
