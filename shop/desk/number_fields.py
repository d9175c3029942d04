"""Prices and counts as people type them: Thai digits, commas, the baht sign, 120.-"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits

MOST_BAHT = Decimal("1000000")
MOST_PIECES = 100_000
MOST_PERCENT = 50
BETWEEN = _("Write a percent from 0 to %(limit_value)s, such as 5 or 4.5.")
PERCENT_WORDS = {
    "required": _("Write a percent, such as 5. Nothing is kept with 0."),
    "invalid": _("Write a number, such as 5 or 4.5."),
    "max_decimal_places": _("Write at most two places: 4.25."),
}
BAHT_WORD = re.compile(r"฿|บาท|บ\.|baht|thb", re.IGNORECASE)
# 1,250 and 1 250: a comma or a blank between thousands, never for satang.
THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?:\D|$))")
NO_SATANG = re.compile(r"(?<=\d)[.,][-–—]+$")  # 120.- on a price tag


def plain_number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    bare = BAHT_WORD.sub("", ascii_digits(value)).strip()
    return THOUSANDS.sub("", NO_SATANG.sub("", bare))


class BahtField(forms.DecimalField):
    """A price in baht with at most two places, from `least` to a million."""

    def __init__(self, *, least: Decimal = Decimal(1), **options: Any) -> None:
        messages = {
            "required": _("Write the price in baht."),
            "invalid": _("Write the price as a number, such as 250 or 250.50."),
            "max_decimal_places": _("Write at most two places: 250.50."),
            "max_value": _("Write a price of at most a million baht."),
            "min_value": _("Write a price of at least %(limit_value)s baht."),
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            min_value=least,
            max_value=MOST_BAHT,
            decimal_places=2,
            widget=widget,
            error_messages=messages,
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value))


class PercentField(forms.DecimalField):
    def __init__(self, *, most: int = MOST_PERCENT, **options: Any) -> None:
        sentence = lazy(lambda: str(BETWEEN) % {"limit_value": most}, str)()
        super().__init__(
            min_value=0,
            max_value=most,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={**PERCENT_WORDS, "min_value": sentence, "max_value": sentence},
            **options,
        )

    def to_python(self, value: Any) -> Any:
        bare = value.replace("%", "") if isinstance(value, str) else value
        return super().to_python(plain_number(bare))


class CountField(forms.IntegerField):
    """How many there are: a whole number from nought."""

    def __init__(self, *, most: int = MOST_PIECES, **options: Any) -> None:
        messages = {
            "required": _("Write how many there are; 0 when there are none."),
            "invalid": _("Write a whole number, such as 12."),
            "max_value": _("Write a smaller number: at most %(limit_value)s."),
            "min_value": _("Write 0 or more."),
        }
        super().__init__(
            min_value=0,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=messages,
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value))
