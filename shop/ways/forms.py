from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.ways.models import WaySetting
from shop.ways.terms import market_terms
from shop.ways.words import name_of

FIELDS = ["on", "least", "most", "fee_percent", "fee_fixed"]


class WayForm(forms.ModelForm):  # type: ignore[type-arg]
    """What staff set for one way."""

    class Meta:
        model = WaySetting
        fields = FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("least", "most", "fee_fixed"):
            self.fields[name].min_value = 0  # type: ignore[attr-defined]
            self.fields[name].widget.attrs |= {"min": "0", "inputmode": "decimal"}

    @property
    def title(self) -> str:
        return name_of(self.instance.code)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        least, most = values.get("least"), values.get("most")
        for name in ("least", "most", "fee_fixed"):
            if values.get(name) is not None and values[name] < 0:
                self.add_error(name, _("This cannot be below zero."))
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is below the least. Write more, or leave it empty."))
        percent = values.get("fee_percent")
        if percent is not None and not 0 <= percent <= 20:
            self.add_error("fee_percent", _("Between 0 and 20 percent."))
        return values


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
