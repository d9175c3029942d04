"""How many there are, as a list says it: หมด, 2 โหล, 10+, 8 โล, S3 M5 L2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from shop.spreadsheets.amounts import (
    NotANumber,
    ascii_number_text,
    parse,
    places,
    plain_text,
    read_number,
)
from shop.spreadsheets.cells import NOTHING, Cell
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark
from shop.stock.writing import MOST as MOST_GRAMS

FIELD = "stock"
MOST = 1_000_000  # pieces; of goods by weight what a shelf can hold
GRAMS = 1000
GONE = {"หมด", "ไม่มี", "หมดแล้ว", "none left", "out of stock"}
SOME = {"มี", "มีของ", "yes", "have"}
TO_ORDER = re.compile(r"(?:ทำ)?ตามสั่ง|สั่งทำ|made to order", re.IGNORECASE)
DOZENS = re.compile(r"(\d+)\s*โหล")
AT_LEAST = re.compile(r"(\d+)\s*\+")
KILOS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:กก\.?|กิโลกรัม|กิโล|โล|kg)", re.IGNORECASE)
NAMED = re.compile(r"([^\d\s/,]+)\s*(\d+)")
SEVERAL = re.compile(r"\d+(?:\s*/\s*\d+)+")


@dataclass
class Stock:
    """`count` in pieces, kilograms where it is weighed; `counts` one for each choice."""

    count: Decimal | None = None
    in_kilos: bool = False
    in_dozens: bool = False
    to_order: bool = False
    counts: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_stock(cell: Cell, *, commas: bool = False) -> Stock:
    stock = Stock()
    try:
        if isinstance(cell.raw, str) and not cell.is_error:
            _read_text(stock, cell, commas)
        else:
            stock.count = read_number(FIELD, cell)
    except NotANumber as wrong:
        stock.remarks.append(wrong.remark)
    return stock


def _read_text(stock: Stock, cell: Cell, commas: bool) -> None:
    text = cell.text
    plain = ascii_number_text(FIELD, text)
    if text.lower() in GONE or text in NOTHING:
        _set(stock, 0, text)
    elif TO_ORDER.search(text):
        stock.to_order = True
        _set(stock, 0, text)
    elif text.lower() in SOME:
        raise NotANumber(Remark(ASK, FIELD, "stock_some", {"typed": text[:40]}))
    elif found := DOZENS.fullmatch(plain):
        stock.in_dozens = True
        _set(stock, int(found[1]) * 12, text)
    elif found := AT_LEAST.fullmatch(plain):
        _set(stock, int(found[1]), text)
    elif found := KILOS.fullmatch(plain):
        stock.in_kilos = True
        stock.count = Decimal(found[1])
        stock.remarks.append(_read_as(text, f"{found[1]} กก."))
    elif SEVERAL.fullmatch(plain):
        stock.counts = [("", int(one)) for one in plain.split("/")]
    elif re.fullmatch(rf"(?:{NAMED.pattern}\s*[,/]?\s*){{2,}}", plain):
        stock.counts = [(name, int(count)) for name, count in NAMED.findall(plain)]
    else:
        stock.count = parse(FIELD, plain, commas=commas)
        if plain != text and not cell.answered:
            stock.remarks.append(_read_as(text, plain))


def _set(stock: Stock, count: int, text: str) -> None:
    stock.count = Decimal(count)
    stock.remarks.append(_read_as(text, str(count)))


def _read_as(text: str, value: str) -> Remark:
    return Remark(WARN, FIELD, "read_as", {"typed": text[:40], "value": value})


def kept_count(count: Decimal | None, *, weighed: bool) -> int | Remark:
    """Return pieces, or grams of goods by weight; a remark where it cannot be."""
    if count is None:
        return Remark(REJECT, FIELD, "stock_missing")
    facts = {"value": plain_text(count)[:20]}
    if count < 0:
        return Remark(REJECT, FIELD, "stock_below_zero", facts)
    if weighed and count * GRAMS > MOST_GRAMS:
        return Remark(REJECT, FIELD, "stock_heavy")
    if not weighed and count > MOST:
        return Remark(REJECT, FIELD, "stock_high")
    if places(count) > (3 if weighed else 0):
        return Remark(REJECT, FIELD, "stock_grams" if weighed else "stock_part", facts)
    return int(count * GRAMS) if weighed else int(count)
