"""Mobile numbers as lists hold them: as numbers that lost their zero, in Thai digits."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from community.people.phones import to_e164
from community.words.digits import ascii_digits

LOOSE = re.compile(r"[\s\-().]+")
MOBILE = re.compile(r"0[689]\d{8}")
WITHOUT_ZERO = re.compile(r"[689]\d{8}")
LANDLINE = re.compile(r"0[2-57]\d{7}")
SEVERAL = re.compile(r"\d{9,}\s*[,/;]\s*\d{9,}")


class WrongPhone(Exception):
    """Not a number that an SMS reaches; `code` names the cure in community.rosters.cures."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_phone(cell: Any) -> tuple[str, str]:
    """Return the number in E.164 and what was mended: nothing, or phone_zero. Raises WrongPhone."""
    text = ascii_digits(_text(cell)).removeprefix("'")
    if SEVERAL.search(text.replace("-", "").replace(" ", "")):
        raise WrongPhone("phone_two")
    digits = LOOSE.sub("", text)
    if digits.startswith("66") and len(digits) == 11:
        digits = f"0{digits[2:]}"
    if digits.startswith("+"):
        return _abroad(digits), ""
    if WITHOUT_ZERO.fullmatch(digits):
        return f"+66{digits}", "phone_zero"
    if MOBILE.fullmatch(digits):
        return f"+66{digits[1:]}", ""
    raise _wrong(digits)


def _text(cell: Any) -> str:
    """Return a cell's text; Excel keeps a number without a fraction as a float."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _abroad(number: str) -> str:
    if number.startswith("+66") and not MOBILE.fullmatch(f"0{number[3:].removeprefix('0')}"):
        raise _wrong(f"0{number[3:]}")
    try:
        return to_e164(number)
    except ValidationError:
        raise WrongPhone("phone_wrong") from None


def _wrong(digits: str) -> WrongPhone:
    if not digits.isdecimal():
        return WrongPhone("phone_letters")
    if LANDLINE.fullmatch(digits):
        return WrongPhone("phone_landline")
    if len(digits) < 10:
        return WrongPhone("phone_short", digits=len(digits), missing=10 - len(digits))
    if len(digits) > 10:
        return WrongPhone("phone_long", digits=len(digits), over=len(digits) - 10)
    return WrongPhone("phone_wrong")
