"""Weight and size of the parcel, as a list says them: 300g, ครึ่งโล, 25*20*10 ซม."""

from __future__ import annotations

import re
from decimal import Decimal

from shop.spreadsheets.amounts import (
    NotANumber,
    ascii_number_text,
    parse,
    plain_text,
    read_number,
)
from shop.spreadsheets.cells import NOTHING, Cell
from shop.spreadsheets.remarks import NOTE, REJECT, WARN, Remark

HEAVIEST_G = 200_000
LONGEST_CM = 300
TO_GRAMS = {
    **dict.fromkeys(("กรัม", "ก.", "ก", "g", "gram", "grams"), Decimal(1)),
    **dict.fromkeys(("กก.", "กก", "กิโล", "กิโลกรัม", "โล", "kg"), Decimal(1000)),
    "ขีด": Decimal(100),
}
HALF = {"ครึ่งโล", "ครึ่งกิโล", "ครึ่งกก."}
# As people write them beside a number; those of the template are said in its heading.
PLAIN_WORDS = {"กรัม", "กก.", "กิโล", "กก"}
WITH_UNIT = re.compile(r"(\d[\d,.]*?)\s*([^\d\s]+)")
OF_SEVERAL = re.compile(r".*[~=]\s*")  # 750 มล. ~ 1.1 กก.: the weight stands last
SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*[x*×]\s*(\d+(?:\.\d+)?)\s*[x*×]\s*(\d+(?:\.\d+)?)")
LENGTH_ALONE = re.compile(r"ยาว\s*(\d+(?:\.\d+)?)")


def read_weight(cell: Cell, unit: str, *, commas: bool = False) -> tuple[int, list[Remark]]:
    """Return grams, 0 where nothing is said; `unit` is g or kg where the column has one."""
    if cell.is_empty or cell.text in NOTHING:
        return 0, [Remark(NOTE, "weight", "weight_missing")]
    try:
        grams, remarks = _grams(cell, unit, commas)
    except NotANumber as wrong:
        return 0, [wrong.remark]
    if not 1 <= grams <= HEAVIEST_G:
        return 0, [Remark(REJECT, "weight", "weight_range")]
    return int(grams), remarks


def _grams(cell: Cell, unit: str, commas: bool) -> tuple[Decimal, list[Remark]]:
    text = cell.text
    if text in HALF:
        return Decimal(500), [_read_as(text, 500)]
    if isinstance(cell.raw, str) and not cell.is_error:
        plain = OF_SEVERAL.sub("", ascii_number_text("weight", text))
        found = WITH_UNIT.fullmatch(plain)
        if found and found[2].lower() in TO_GRAMS:
            number = parse("weight", found[1], commas=commas) or Decimal(0)
            grams = number * TO_GRAMS[found[2].lower()]
            is_plain = found[2] in PLAIN_WORDS and plain == text
            return grams, [] if is_plain else [_read_as(text, int(grams))]
    number = read_number("weight", cell, commas=commas) or Decimal(0)
    grams = number * (1000 if unit == "kg" else 1)
    said = bool(unit) or cell.answered
    return grams, [] if said else [_read_as(text, int(min(grams, Decimal(HEAVIEST_G * 10))))]


def _read_as(text: str, grams: int) -> Remark:
    facts = {"typed": text[:40], "value": f"{grams:,} g"}
    return Remark(WARN, "weight", "read_as", facts)


def read_size(cell: Cell) -> tuple[list[int], list[Remark]]:
    """Return [length, width, height] in whole centimetres, rounded up, from one cell."""
    try:
        text = ascii_number_text("size", cell.text) if cell.text else ""
    except NotANumber as wrong:
        return [], [wrong.remark]
    if not text or text in NOTHING:
        return [], []
    if found := SIZE.search(text.lower()):
        size = [_up(Decimal(found[place])) for place in (1, 2, 3)]
        if not all(1 <= side <= LONGEST_CM for side in size):
            return [], [Remark(REJECT, "size", "size_range")]
        same = re.sub(r"\s", "", text) == "x".join(found.groups())
        value = "x".join(map(str, size))
        mark = Remark(WARN, "size", "read_as", {"typed": text[:40], "value": value})
        return size, [] if same else [mark]
    if found := LENGTH_ALONE.search(text):
        return [], [Remark(WARN, "size", "size_part", {"value": found[1]})]
    return [], [Remark(REJECT, "size", "not_size", {"typed": text[:40]})]


def read_sides(cells: dict[str, Cell], *, commas: bool = False) -> tuple[list[int], list[Remark]]:
    """Return the size from three columns; nothing where one of them is empty."""
    sides: list[int] = []
    remarks: list[Remark] = []
    for name in ("length", "width", "height"):
        try:
            number = read_number(name, cells.get(name, Cell()), commas=commas)
        except NotANumber as wrong:
            remarks.append(wrong.remark)
            continue
        if number is not None and not 1 <= number <= LONGEST_CM:
            facts = {"value": plain_text(number)[:20]}
            remarks.append(Remark(REJECT, name, "side_range", facts))
        elif number is not None:
            sides.append(_up(number))
    return (sides if len(sides) == 3 else []), remarks


def _up(number: Decimal) -> int:
    return int(-(-number // 1))
