"""How many, as people type it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LONGEST = 9


def parse_quantity(text: str) -> int:
    """Return a whole number from 1, in Thai or Arabic digits.

    Raises ValidationError with a sentence for the person who typed it.
    """
    digits = "".join(text.translate(THAI_DIGITS).split()).replace(",", "").removeprefix("+")
    if not digits:
        raise ValidationError(_("Write how many you want, as a number."))
    if not digits.isascii() or not digits.isdigit():
        raise ValidationError(_("Write a whole number from 1, such as 1 or ๑."))
    if len(digits.lstrip("0")) > LONGEST:
        raise ValidationError(_("That is more than anybody has. Write a smaller number."))
    if int(digits) == 0:
        raise ValidationError(_("Write 1 or more. To have none, take it out of the basket."))
    return int(digits)
