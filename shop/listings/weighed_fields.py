"""What a form asks of goods that are sold by weight."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.listings.weights import LONGEST_TYPED, parse_grams

USUAL_LIMIT = 10
LIMITS = (5, 10, 15, 20)


class WeighedFields(forms.Form):
    """Mix into a form for a new listing. Once listed, goods stay by weight or by piece:
    stock and orders are written in it. The limit may change; what is sold keeps its own.

    The fields named in `counts_by_weight` are then typed in kilograms and cleaned to grams.
    """

    is_weighed = forms.BooleanField(
        label=_("Sold by weight"),
        required=False,
        help_text=_("The price is for a kilogram. You write the exact weight when you pack."),
    )
    weight_limit_percent = forms.TypedChoiceField(
        label=_("How far may the weight be off?"),
        coerce=int,
        choices=[(limit, f"± {limit} %") for limit in LIMITS],
        initial=USUAL_LIMIT,
        empty_value=USUAL_LIMIT,  # type: ignore[arg-type]
        required=False,
        help_text=_("Buyers read it. Lighter: the difference goes back. Heavier: a gift."),
    )

    counts_by_weight: ClassVar[tuple[str, ...]] = ("stock",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_weighed"):
            cleaned["unit"] = "kg"
            self.errors.pop("unit", None)
            for name in self.counts_by_weight:
                self._read_grams(name, cleaned)
        return cleaned

    def _read_grams(self, name: str, cleaned: dict[str, Any]) -> None:
        if name not in self.fields:
            return
        self.errors.pop(name, None)
        cleaned.pop(name, None)
        typed = str(self.data.get(self.add_prefix(name), ""))[:LONGEST_TYPED]
        try:
            cleaned[name] = parse_grams(typed, least=0)
        except ValidationError as wrong:
            self.add_error(name, wrong)
