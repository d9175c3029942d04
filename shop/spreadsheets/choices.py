"""Words that stand for one of few things: the unit, how it is kept, yes and no."""

from __future__ import annotations

import re

from shop.listings.models import Listing
from shop.listings.units import CODES_BY_THAI, WORDS
from shop.spreadsheets.cells import Cell
from shop.spreadsheets.remarks import ASK, WARN, Remark

Storage = Listing.Storage
STORAGE: dict[str, Storage] = {
    "": Storage.AMBIENT,
    "อุณหภูมิห้อง": Storage.AMBIENT,
    "ambient": Storage.AMBIENT,
    "แช่เย็น": Storage.CHILLED,
    "เก็บเย็น": Storage.CHILLED,
    "chilled": Storage.CHILLED,
    "ของสด": Storage.FRESH,
    "สด": Storage.FRESH,
    "fresh": Storage.FRESH,
}
STORAGE_WORDS = {
    Storage.AMBIENT: "อุณหภูมิห้อง",
    Storage.CHILLED: "แช่เย็น",
    Storage.FRESH: "ของสด",
}
YES = {"ใช่", "yes", "y", "true", "1", "ชั่งขาย"}
NO = {"", "ไม่ใช่", "ไม่", "no", "n", "false", "0"}
KILO_WORDS = {"กก.", "กก", "กิโล", "กิโลกรัม", "โล", "kg", "kilo"}
# Spellings beside those of shop.listings.units.
UNIT_SPELLINGS = {"แพ็ค": "pack", "แพค": "pack", "ปี๊ป": "tin", "เมตร.": "metre", "องค์": "piece"}
UNIT_SPELLINGS |= {"ฟอง": "piece", "ลำ": "piece", "เข่ง": "basket", "หัว": "piece"}
BY_ENGLISH = {english: code for code, (_thai, english) in reversed(WORDS.items())}
MOST_UNITS_OFFERED = 6
CHILLED_NOTE = re.compile(r"เก็บเย็น|แช่เย็น|keep cold")
FRESH_NOTE = re.compile(r"สดวันต่อวัน|สดทุกวัน|^สด")
WEIGHED_NOTE = re.compile(r"ชั่งขาย|ขายตามน้ำหนัก")
DAYS_NOTE = re.compile(r"สั่งทำ\s*(\d{1,3})\s*วัน")
ONLY_DAYS = re.compile(r"(\d{1,3})\s*วัน")


def read_unit(cell: Cell) -> tuple[str, list[Remark]]:
    """Return a code of shop.listings.units; an empty cell is a piece."""
    word = cell.text
    if not word:
        return "piece", []
    code = CODES_BY_THAI.get(word) or UNIT_SPELLINGS.get(word)
    code = code or (word.lower() if word.lower() in WORDS else BY_ENGLISH.get(word.lower()))
    if is_kilo(word):
        code = "kg"
    if code:
        return code, []
    offered = ["ชิ้น", "ใบ", "ถุง", "กล่อง", "ขวด", "ชุด"][:MOST_UNITS_OFFERED]
    return "piece", [Remark(ASK, "unit", "unit_unknown", {"typed": word[:40]}, offered)]


def is_kilo(word: str) -> bool:
    return word.lower() in KILO_WORDS


def read_storage(cell: Cell, note: str) -> tuple[str, list[Remark]]:
    """Return how it is kept; where the column is silent, what the note says."""
    word = cell.text
    if not word:
        return _storage_of_note(note)
    found = STORAGE.get(word.lower())
    if found:
        return found, []
    choices = list(STORAGE_WORDS.values())
    return Storage.AMBIENT, [
        Remark(ASK, "storage", "storage_unknown", {"typed": word[:40]}, choices)
    ]


def _storage_of_note(note: str) -> tuple[str, list[Remark]]:
    found = Storage.CHILLED if CHILLED_NOTE.search(note) else None
    found = Storage.FRESH if FRESH_NOTE.search(note) else found
    if not found:
        return Storage.AMBIENT, []
    facts = {"value": STORAGE_WORDS[found], "typed": note[:60]}
    return found, [Remark(WARN, "storage", "from_note", facts)]


def read_weighed(cell: Cell) -> tuple[bool | None, list[Remark]]:
    """Return whether the column says that it is sold by weight; None: it does not say."""
    word = cell.text.lower()
    if not word:
        return None, []
    if word in YES or word in NO:
        return word in YES, []
    choices = ["ใช่", "ไม่ใช่"]
    return None, [Remark(ASK, "weighed", "weighed_unknown", {"typed": word[:40]}, choices)]


def days_of_note(note: str, *, to_order: bool) -> tuple[int | None, list[Remark]]:
    """Return the days that a note gives for making it."""
    found = DAYS_NOTE.search(note) or (ONLY_DAYS.search(note) if to_order else None)
    if not found:
        return None, []
    days = int(found[1])
    return days, [Remark(WARN, "days", "from_note", {"value": str(days), "typed": note[:60]})]
