from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.desk.number_fields import BahtField, PercentField
from shop.ways.models import WaySetting
from shop.ways.terms import market_terms
from shop.ways.words import name_of

NOUGHT = Decimal("0.00")
FIELDS = ["on", "least", "most", "fee_percent", "fee_fixed"]


class WayForm(forms.ModelForm):  # type: ignore[type-arg]
    """What staff set for one way."""

    least = BahtField(label=_("Smallest amount"), least=NOUGHT, required=False)
    most = BahtField(label=_("Largest amount"), least=NOUGHT, required=False)
    fee_percent = PercentField(label=_("Fee in percent"), most=20, required=False)
    fee_fixed = BahtField(label=_("Fee in baht"), least=NOUGHT, required=False)

    class Meta:
        model = WaySetting
        fields = FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("least", "most", "fee_fixed"):
            self.fields[name].error_messages["min_value"] = _("This cannot be below zero.")

    @property
    def title(self) -> str:
        return name_of(self.instance.code)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        least, most = values.get("least"), values.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is below the least. Write more, or leave it empty."))
        return values

    def clean_fee_percent(self) -> Decimal:
        return self.cleaned_data["fee_percent"] or NOUGHT

    def clean_fee_fixed(self) -> Decimal:
        return self.cleaned_data["fee_fixed"] or NOUGHT


def way_forms(codes: list[str], data: Any = None) -> list[WayForm]:
    """Return a form for each way, filled with what holds now."""
    saved = {row.code: row for row in WaySetting.objects.all()}
    terms = market_terms()
    return [
        WayForm(data, instance=saved.get(code) or _begun(code, vars(terms[code])), prefix=code)
        for code in codes
    ]


def _begun(code: str, terms: dict[str, Any]) -> WaySetting:
    return WaySetting(code=code, **terms)
