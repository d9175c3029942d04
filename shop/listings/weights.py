"""Weights as people write and read them: 0.5, ๑.๕ or 5 ขีด becomes grams, and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GRAMS = 1000  # in a kilogram: prices are for one
LEAST_G = 50  # half a ขีด: less is not worth a weighing
MOST_DIGITS = 9
LONGEST_TYPED = 40

UNITS = {
    **dict.fromkeys(("", "กก", "กิโลกรัม", "กิโล", "โล", "kg", "kgs", "kilo", "kilos"), 1000),
    **dict.fromkeys(("ขีด", "khit", "kheed"), 100),
    **dict.fromkeys(("กรัม", "ก", "g", "gr", "gram", "grams"), 1),
}
HALF = {"ครึ่ง": Decimal("0.5"), "half": Decimal("0.5")}
# 1,200 and 1200; never 1,5, which somebody else may mean otherwise.
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+|ครึ่ง|half"
PART = re.compile(rf"\s*({NUMBER})\s*([a-zก-๎]*)\s*\.?\s*", re.ASCII | re.IGNORECASE)


def parse_grams(text: str, least: int = LEAST_G) -> int:
    """Return grams: a number alone is kilograms, ขีด and กรัม are read too, parts are added up.

    Raises ValidationError with a sentence for the person who typed it.
    """
    typed = " ".join(ascii_digits(text).split()).removeprefix("+").lower()
    if not typed:
        raise ValidationError(_("Write the weight in kilograms, such as 0.5 or 5 ขีด."))
    grams = sum(map(_grams_of, _parts(typed)), Decimal(0))
    if grams != grams.to_integral_value():
        raise ValidationError(_("Write whole grams: at most three places, such as 0.125."))
    if len(str(int(grams))) > MOST_DIGITS:
        raise ValidationError(_("That is more than anybody has. Write a smaller number."))
    if grams < least:
        sentence = _("Write %(least)s kg or more.")
        raise ValidationError(sentence % {"least": kilograms(least)})
    return int(grams)


def _parts(typed: str) -> list[tuple[str, str]]:
    """Return (number, unit) of each part: "2 กก. 3 ขีด" has two. Raises ValidationError."""
    found, end = [], 0
    while end < len(typed) and (part := PART.match(typed, end)):
        found.append((part[1], part[2]))
        end = part.end()
    units = [unit for _number, unit in found]
    known = all(unit in UNITS for unit in units) and ("" not in units or len(units) == 1)
    if end < len(typed) or not known:
        raise ValidationError(_("Write the weight in kilograms, such as 0.5 or 5 ขีด."))
    return found


def _grams_of(part: tuple[str, str]) -> Decimal:
    number, unit = part
    return (HALF.get(number) or Decimal(number.replace(",", ""))) * UNITS[unit]


def kilograms(grams: int) -> str:
    """Return 1.5 for 1500: exact, no noughts at the end, commas between thousands."""
    whole, rest = divmod(grams, GRAMS)
    places = f".{rest:03}".rstrip("0") if rest else ""
    return f"{whole:,}{places}"


def typed_kilograms(grams: int) -> str:
    """Return kilograms as a field holds them, without commas."""
    return kilograms(grams).replace(",", "")


class GramsField(forms.CharField):
    """A weight, typed in kilograms; the value is grams."""

    def __init__(self, *, least: int = 0, most: int | None = None, **options: Any) -> None:
        self.least, self.most = least, most
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "8"}
        messages: dict[str, StrOrPromise] = {
            "required": _("Write the weight in kilograms, such as 0.5 or 5 ขีด.")
        }
        widget = forms.TextInput(attrs=attrs)
        super().__init__(
            max_length=LONGEST_TYPED, widget=widget, error_messages=messages, **options
        )

    def prepare_value(self, value: Any) -> Any:
        return typed_kilograms(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        if isinstance(value, int):
            return value  # grams already: a disabled field hands in its initial value
        typed = super().clean(value)
        if typed in self.empty_values:
            return None
        grams = parse_grams(str(typed), self.least)
        if self.most is not None and grams > self.most:
            sentence = _("Write %(most)s kg or less.")
            raise ValidationError(sentence % {"most": kilograms(self.most)})
        return grams
