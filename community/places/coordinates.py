"""A place on the map as people copy it: "18.7883, 98.9853"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.places.mapping import is_on_map
from community.places.points import Point
from community.words.digits import ascii_digits

PAIR = re.compile(r"(\d{1,3}(?:\.\d{1,15})?)\s*°?\s*N?\s*[, ]\s*(\d{1,3}(?:\.\d{1,15})?)\s*°?\s*E?")
PLACES = Decimal("0.00001")  # about a metre
Pair = tuple[Decimal, Decimal]


class CoordinatesField(forms.CharField):
    """Degrees north, then east; its value is (latitude, longitude), or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Place on the map"))
        options.setdefault(
            "help_text",
            _("Two numbers, as a map on the phone gives them: 18.7883, 98.9853."),
        )
        super().__init__(max_length=80, required=False, **options)
        self.widget.attrs.update({"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return f"{value[0]}, {value[1]}" if None not in value else ""
        return value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return read_coordinates(typed) if typed else None


def read_coordinates(typed: str) -> Pair:
    """Return latitude and longitude. Raises ValidationError where it is not in Thailand."""
    found = PAIR.fullmatch(" ".join(ascii_digits(typed).strip("() ").split()))
    if found is None:
        raise ValidationError(_("Write two numbers with a comma between: 18.7883, 98.9853."))
    latitude, longitude = (Decimal(part).quantize(PLACES) for part in found.groups())
    if not is_on_map(Point(float(latitude), float(longitude))):
        sentence = _("This is not in Thailand. First the number from 5 to 21, then 97 to 106.")
        raise ValidationError(sentence)
    return latitude, longitude
