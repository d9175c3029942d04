"""One row of the table: price and number left, beside what was shown when it was opened."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.desk.number_fields import BahtField, CountField
from shop.listings.models import Variant
from shop.listings.offering import OfferChange
from shop.listings.weights import kilograms, parse_grams
from shop.stock.reserving import left_of

EMPTIED = gettext_lazy("Write a price. To sell it no longer, pause it in the list of goods.")


class GramsField(forms.CharField):
    """Kilograms as people type them; its value is grams."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        messages = {"required": gettext_lazy("Write how many there are; 0 when there are none.")}
        super().__init__(widget=widget, max_length=20, error_messages=messages, **options)

    def clean(self, value: Any) -> Any:
        return parse_grams(super().clean(value), least=0)


class RowForm(forms.Form):
    """`was_price` and `was_left` are what the page showed; only what differs is written."""

    price = BahtField(label=gettext_lazy("Price"), required=False)
    left = CountField(label=gettext_lazy("Left to sell"))
    was_price = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    was_left = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    version = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(
        self, variant: Variant, data: Any = None, *, may_price: bool, may_count: bool
    ) -> None:
        record = variant.stock_record
        self.variant = variant
        self.now_left = left_of(record)
        self.now_price = "" if record.price is None else f"{record.price:.2f}"
        super().__init__(data, initial=self._shown(), prefix=str(variant.pk))
        if variant.listing.is_weighed:
            self.fields["left"] = GramsField(label=self.fields["left"].label)
        self.fields["price"].disabled = not may_price
        self.fields["left"].disabled = not may_count
        self._name_inputs()

    def _shown(self) -> dict[str, Any]:
        weighed = self.variant.listing.is_weighed
        return {
            "price": self.variant.stock_record.price,
            "left": kilograms(self.now_left) if weighed else self.now_left,
            "was_price": self.now_price,
            "was_left": self.now_left,
            "version": self.variant.listing.version,
        }

    def _name_inputs(self) -> None:
        """Let a screen reader say which thing the bare field of a table is about."""
        name = f"{self.variant.listing.title} {self.variant.name}".strip()
        for field in ("price", "left"):
            label = f"{self.fields[field].label}: {name}"
            self.fields[field].widget.attrs["aria-label"] = label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._is_emptied:
            self.add_error("price", EMPTIED)
        if self.wants_price and not self._is_as_seen("was_price", self.now_price):
            self._say_other("price", self.now_price or "–")
        if self.wants_left and not self._is_as_seen("was_left", str(self.now_left)):
            self._say_other("left", str(self._shown()["left"]))
        return cleaned

    def _is_as_seen(self, name: str, now: str) -> bool:
        return str(self.cleaned_data.get(name, "")) == now

    def _say_other(self, field: str, now: str) -> None:
        """Show both: what is there now beside what was typed; the next press writes it."""
        text = _("It is %(now)s by now. Press save once more to write yours.")
        self.add_error(field, text % {"now": now})
        fresh: Any = cast("QueryDict", self.data).copy()
        for name, value in self._shown().items():
            if name not in {"price", "left"}:
                fresh[self.add_prefix(name)] = str(value)
        self.data = fresh

    def show_newer(self) -> None:
        """Say that somebody else changed the thing since the page was opened."""
        self._say_other("price", self.now_price or "–")

    @property
    def _is_emptied(self) -> bool:
        typed, was = self.cleaned_data.get("price", ...), self.cleaned_data.get("was_price")
        return typed is None and bool(was) and not self.fields["price"].disabled

    @property
    def wants_price(self) -> bool:
        typed = self.cleaned_data.get("price")
        if "price" not in self.cleaned_data or self.fields["price"].disabled:
            return False
        was = _decimal(self.cleaned_data.get("was_price", ""))
        return bool(typed is not None and typed != was)

    @property
    def wants_left(self) -> bool:
        if "left" not in self.cleaned_data or self.fields["left"].disabled:
            return False
        return bool(str(self.cleaned_data["left"]) != self.cleaned_data.get("was_left", ""))

    def change(self) -> OfferChange | None:
        """Return what is to be written, None for a row that nobody touched."""
        record = {"price": self.cleaned_data["price"]} if self.wants_price else {}
        more = self.cleaned_data["left"] - self.now_left if self.wants_left else 0
        if not record and not more:
            return None
        return OfferChange(self.variant, record=record, more=more)

    @property
    def seen_version(self) -> int | None:
        text = self.cleaned_data.get("version", "")
        return int(text) if text.isdecimal() else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
