"""The price of one thing, as a list says it: ฿1,200.-, 120 บาท/กก., 3 ใบ 100, 350-380."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from shop.spreadsheets.amounts import (
    SCIENTIFIC,
    UNCERTAIN,
    NotANumber,
    ascii_number_text,
    parse,
    places,
    plain_text,
    read_number,
)
from shop.spreadsheets.cells import NOTHING, Cell
from shop.spreadsheets.remarks import ASK, REJECT, WARN, Remark

LEAST, MOST = Decimal("0.25"), Decimal(1_000_000)
FIELD = "price"
SPLIT, AS_SET = "=split", "=set"  # answers that are no price
FREE = {"ฟรี", "แถม", "free"}
ON_ASKING = {"ถามก่อน", "สอบถาม", "ถาม", "โทรถาม", "ask"}
MONEY = re.compile(r"฿|บาท|บ\.(?!\w)|baht|thb", re.IGNORECASE)
DASH_END = re.compile(r"[.,]\s*[-–]+$")
PER_KILO = re.compile(r"\s*(?:/|ต่อ|ละ)\s*(?:กก\.?|กิโลกรัม|กิโล|โล|kg)$", re.IGNORECASE)
SEVERAL = re.compile(r"\d[\d,.]*(?:\s*[-–/]\s*\d[\d,.]*)+")
WITH_OTHERS = re.compile(r"(\d[\d,.]*)\s*\(\s*([^\d()\s]+)\s*(\d[\d,.]*)\s*\)")
SET = re.compile(r"(\d{1,3})\s*([^\d\s.,/-]+)\s*(\d[\d,.]*)")


@dataclass
class Price:
    """`amounts` are several prices, each with its choice where it is named."""

    amount: Decimal | None = None
    per_kilo: bool = False
    amounts: list[tuple[str, Decimal]] = field(default_factory=list)
    set_of: int = 0
    remarks: list[Remark] = field(default_factory=list)


def read_price(cell: Cell, *, commas: bool = False) -> Price:
    """Return the price with what is to be said of it."""
    price = Price()
    try:
        _read(price, cell, commas)
        for amount in [price.amount, *(one for _name, one in price.amounts)]:
            if amount is not None:
                _check(amount)
    except NotANumber as wrong:
        price.remarks.append(wrong.remark)
        price.amount = None
    return price


def _read(price: Price, cell: Cell, commas: bool) -> None:
    text = cell.text.removeprefix("'")
    if not text or text in NOTHING:
        raise NotANumber(Remark(REJECT, FIELD, "price_missing"))
    if isinstance(cell.raw, str) and not cell.is_error:
        _read_text(price, text, cell.answered, commas)
    else:
        price.amount = read_number(FIELD, cell)


def _read_text(price: Price, text: str, answered: bool, commas: bool) -> None:
    if text.lower() in FREE:
        raise NotANumber(Remark(REJECT, FIELD, "price_free"))
    if text.lower() in ON_ASKING:
        price.remarks.append(Remark(WARN, FIELD, "price_on_asking", {"typed": text[:40]}))
        return
    plain = ascii_number_text(FIELD, text)
    bare = DASH_END.sub("", MONEY.sub("", plain).strip()).strip()
    price.per_kilo = bool(PER_KILO.search(bare))
    bare = PER_KILO.sub("", bare).strip()
    if not SCIENTIFIC.fullmatch(bare) and _is_several(price, bare, text):
        return
    if UNCERTAIN.fullmatch(bare) and not commas and not answered:
        raise NotANumber(_uncertain(bare, text))
    price.amount = parse(FIELD, bare, commas=commas)
    if not answered and (plain != text or "฿" in text or price.per_kilo):
        price.remarks.append(_read_as(text, price.amount))


def _read_as(text: str, amount: Decimal | None) -> Remark:
    return Remark(WARN, FIELD, "read_as", {"typed": text[:40], "value": f"{amount:,.2f}"})


def _uncertain(bare: str, text: str) -> Remark:
    choices = [bare.replace(".", ""), plain_text(Decimal(bare))]
    return Remark(ASK, FIELD, "price_uncertain", {"typed": text[:40]}, choices)


def _is_several(price: Price, bare: str, text: str) -> bool:
    """Read two prices or a price of several pieces; each is asked about."""
    facts = {"typed": text[:40]}
    if found := SET.fullmatch(bare):
        price.set_of, price.amount = int(found[1]), parse(FIELD, found[3])
        facts |= {"count": found[1], "unit": found[2], "price": found[3]}
        price.remarks.append(Remark(ASK, FIELD, "price_of_set", facts, [AS_SET]))
    elif found := WITH_OTHERS.fullmatch(bare):
        price.amounts = [("", _parsed(found[1])), (found[2], _parsed(found[3]))]
        price.remarks.append(Remark(ASK, FIELD, "price_several", facts, [SPLIT]))
    elif SEVERAL.fullmatch(bare):
        price.amounts = [("", _parsed(one)) for one in re.split(r"\s*[-–/]\s*", bare)]
        price.remarks.append(Remark(ASK, FIELD, "price_several", facts, [SPLIT]))
    else:
        return False
    return True


def _parsed(text: str) -> Decimal:
    return parse(FIELD, text) or Decimal(0)


def _check(amount: Decimal) -> None:
    facts = {"value": plain_text(amount)[:20]}
    if amount == 0:
        raise NotANumber(Remark(REJECT, FIELD, "price_free"))
    if amount < 0:
        raise NotANumber(Remark(REJECT, FIELD, "price_below_zero", facts))
    if amount < LEAST:
        raise NotANumber(Remark(REJECT, FIELD, "price_low"))
    if amount > MOST:
        raise NotANumber(Remark(REJECT, FIELD, "price_high"))
    if places(amount) > 2:
        raise NotANumber(Remark(REJECT, FIELD, "price_places", facts))
