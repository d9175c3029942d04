"""Numbers as people type them: Thai digits, thousands, decimal commas, and what is none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from shop.spreadsheets.cells import Cell
from shop.spreadsheets.remarks import ASK, REJECT, Remark

PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
# 1,250 and 1,250,000: a comma between thousands.
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")
# Two places after a comma: the decimals of those who write 259,50.
COMMA_DECIMALS = re.compile(r"^\d{1,3}(?:\.\d{3})*,\d{1,2}$|^\d+,\d{1,2}$")
POINT_DECIMALS = re.compile(r"\.\d{1,2}$")
MOST_DIGITS = 15
LONG = re.compile(rf"(?:\d[,.]?){{{MOST_DIGITS + 1}}}")
UNCERTAIN = re.compile(r"\d{1,3}\.\d{3}")


class NotANumber(Exception):
    """The cell is no number, or it could be two; carries what is to be said."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark.code)
        self.remark = remark


def has_decimal_commas(texts: list[str]) -> bool:
    """Decide for a whole column whether its comma stands before decimals."""
    commas = sum(bool(COMMA_DECIMALS.match(text)) for text in texts)
    points = sum(bool(POINT_DECIMALS.search(text)) for text in texts)
    return commas > points


def ascii_number_text(field: str, text: str) -> str:
    """Return the text with Arabic digits. Raises NotANumber: scripts mixed, far too long."""
    scripts = {_script(char) for char in text if char.isdigit()}
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    if len(scripts) > 1 or not scripts <= {"ascii", "thai"}:
        raise NotANumber(Remark(ASK, field, "mixed_digits", {"typed": text[:40]}, [plain[:40]]))
    if LONG.search(plain):
        raise NotANumber(Remark(REJECT, field, "number_long", {"typed": text[:20]}))
    return plain


def _script(char: str) -> str:
    if char.isascii():
        return "ascii"
    return "thai" if "๐" <= char <= "๙" else "other"


def excel_number(field: str, raw: Any) -> Decimal | None:
    """Return what Excel keeps as a number, None for text. Raises NotANumber for the rest."""
    if isinstance(raw, bool):
        raise NotANumber(Remark(REJECT, field, "is_yes_no"))
    if isinstance(raw, date | time):
        raise NotANumber(Remark(REJECT, field, "is_date"))
    if not isinstance(raw, int | float):
        return None
    number = Decimal(repr(raw))
    if not number.is_finite():
        raise NotANumber(Remark(REJECT, field, "not_number", {"typed": str(raw)}))
    return number


def read_number(field: str, cell: Cell, *, commas: bool = False) -> Decimal | None:
    """Return a cell's number, None for an empty one. Raises NotANumber."""
    if cell.is_error:
        raise NotANumber(Remark(REJECT, field, "is_error", {"typed": cell.text}))
    number = excel_number(field, cell.raw)
    return number if number is not None else parse(field, cell.text, commas=commas)


def parse(field: str, text: str, *, commas: bool = False) -> Decimal | None:
    """Return the number that a text is. Raises NotANumber."""
    if not text:
        return None
    plain = ascii_number_text(field, text)
    if SCIENTIFIC.fullmatch(plain):
        raise NotANumber(_scientific(field, plain))
    plain = plain.replace(".", "").replace(",", ".") if commas else THOUSANDS.sub("", plain)
    if not PLAIN.fullmatch(plain):
        raise NotANumber(Remark(REJECT, field, "not_number", {"typed": text[:40]}))
    return Decimal(plain)


def _scientific(field: str, text: str) -> Remark:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Remark(REJECT, field, "not_number", {"typed": text})
    choices = [plain_text(number)] if abs(number.adjusted()) < 12 else []
    return Remark(ASK, field, "scientific", {"typed": text}, choices)


def plain_text(number: Decimal) -> str:
    """Return 1250, 49.50, 1.45: no exponent, no zeros that say nothing but satang."""
    if number == number.to_integral_value():
        return str(int(number))
    text = format(number.normalize(), "f")
    return text + "0" if len(text.partition(".")[2]) == 1 else text


def places(number: Decimal) -> int:
    """Return how many decimals a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
