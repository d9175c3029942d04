"""How many, as people type it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits
from shop.listings.weights import parse_grams

# 12, +12 and 1,200 or 1 200; never 1,5 or 1 5, which somebody else may mean otherwise.
WHOLE = re.compile(r"\+?(\d+|\d{1,3}([, ]\d{3})+)", re.ASCII)
LONGEST_TYPED = 40
MOST_DIGITS = 9


def parse_quantity(text: str) -> int:
    """Return a whole number from 1, in Thai or Arabic digits.

    Raises ValidationError with a sentence for the person who typed it.
    """
    typed = " ".join(ascii_digits(text).split())
    if not typed:
        raise ValidationError(_("Write how many you want, as a number."))
    if not WHOLE.fullmatch(typed):
        raise ValidationError(_("Write a whole number from 1, such as 1 or ๑."))
    digits = re.sub(r"[+, ]", "", typed).lstrip("0")
    if len(digits) > MOST_DIGITS:
        raise ValidationError(_("That is more than anybody has. Write a smaller number."))
    if not digits:
        raise ValidationError(_("Write 1 or more. To have none, take it out of the basket."))
    return int(digits)


def parse_one_quantity(posted: Sequence[str], *, is_weighed: bool = False) -> int:
    """Return the quantity, or grams, of a form that should have sent it once.

    Raises ValidationError.
    """
    if len(posted) > 1:
        raise ValidationError(_("Write one number only."))
    parse = parse_grams if is_weighed else parse_quantity
    return parse(posted[0] if posted else "")


def as_typed(posted: Sequence[str]) -> str:
    """Return what was typed, for the field to keep; a field is no place for a book."""
    return ", ".join(posted)[:LONGEST_TYPED]
