"""How many there are, as people type it: pieces, or kilograms of goods sold by weight."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.desk.number_fields import MOST_PIECES, plain_number
from shop.listings.models import Listing
from shop.listings.weights import GramsField

MOST_GRAMS = 10_000_000
WHOLE = re.compile(r"\+?(-?\d{1,9})\s*[^\d\s.,+-]*\Z")  # 12, or "12 ผืน"


class PiecesField(forms.CharField):
    """A whole number of pieces; a unit written behind it is no mistake."""

    def __init__(self, *, least: int, **options: Any) -> None:
        self.least = least
        attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "8"}
        messages = {"required": _("Write how many.")}
        super().__init__(widget=forms.TextInput(attrs=attrs), error_messages=messages, **options)

    def clean(self, value: Any) -> Any:
        typed = plain_number(super().clean(value))
        if typed in self.empty_values:
            return None
        match = WHOLE.match(typed)
        if not match:
            raise ValidationError(_("Write a whole number, such as 12."))
        return self._within(int(match[1]))

    def _within(self, pieces: int) -> int:
        if pieces < self.least:
            above = _("Write 0 or more.") if self.least == 0 else _("Write more than 0.")
            raise ValidationError(above)
        if pieces > MOST_PIECES:
            sentence = _("Write a smaller number: at most %(limit_value)s.")
            raise ValidationError(sentence % {"limit_value": f"{MOST_PIECES:,}"})
        return pieces


def amount_field(listing: Listing, *, least: int = 1, **options: Any) -> forms.Field:
    """Return a field for pieces or for kilograms; both clean to what the stock book counts in."""
    if listing.is_weighed:
        return GramsField(least=least, most=MOST_GRAMS, **options)
    return PiecesField(least=least, **options)
