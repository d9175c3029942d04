"""What a seller fills in about a way of delivery."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line
from shop.delivery.models import DeliveryMethod
from shop.desk.number_fields import BahtField, CountField

Kind = DeliveryMethod.Kind
MOST_DAYS = 60
HEAVIEST_G = 100_000
EMPTY_BANDS = 3
MOST_BANDS = 20


class MethodForm(forms.Form):
    """Name, price and days. A pickup has a place, a parcel by weight has bands beside it."""

    name_th = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("Write a name, such as EMS or Kerry.")},
    )
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=120)
    price = BahtField(label=_("Price of a parcel"), least=Decimal(0), required=False)
    pickup_place = forms.CharField(
        label=_("Where is it picked up?"), required=False, max_length=200
    )
    free_from = BahtField(
        label=_("Free when the goods cost at least"), required=False, help_text=_("Empty: never.")
    )
    days_min = CountField(label=_("On the way, at least days"), most=MOST_DAYS, initial=1)
    days_max = CountField(label=_("At most days"), most=MOST_DAYS, initial=3)
    is_active = forms.BooleanField(label=_("Buyers can choose it"), required=False, initial=True)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in not_asked(kind):
            del self.fields[name]

    def clean_name_th(self) -> str:
        return clean_line(self.cleaned_data["name_th"])

    def clean_name_en(self) -> str:
        return clean_line(self.cleaned_data["name_en"])

    def clean_pickup_place(self) -> str:
        place = clean_line(self.cleaned_data["pickup_place"])
        if not place:
            raise ValidationError(_("Write where buyers find you."))
        return place

    def clean_price(self) -> Decimal:
        price: Decimal | None = self.cleaned_data["price"]
        if price is None:
            raise ValidationError(_("Write the price in baht; 0 when it costs nothing."))
        return price

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("days_min", 0) > cleaned.get("days_max", MOST_DAYS):
            self.add_error("days_max", _("Write at least as many days as in the first field."))
        return cleaned


def not_asked(kind: str) -> set[str]:
    if kind == Kind.PICKUP:
        return {"free_from", "days_min", "days_max", "price"}
    return {"pickup_place", "price"} if kind == Kind.WEIGHT else {"pickup_place"}


class BandForm(forms.Form):
    up_to_g = CountField(label=_("Up to grams"), most=HEAVIEST_G, required=False)
    price = BahtField(label=_("Price"), least=Decimal(0), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        weight, price = cleaned.get("up_to_g"), cleaned.get("price")
        if self.errors:
            return cleaned
        if weight and price is None:
            self.add_error("price", _("Write the price up to this weight."))
        if price is not None and not weight:
            self.add_error("up_to_g", _("Write up to which weight this price is."))
        return cleaned

    @property
    def band(self) -> tuple[int, Decimal] | None:
        weight, price = self.cleaned_data.get("up_to_g"), self.cleaned_data.get("price")
        return (weight, price) if weight and price is not None else None


class Bands(forms.BaseFormSet):  # type: ignore[type-arg]
    """The bands of a parcel by weight; an emptied row is a band less."""

    def clean(self) -> None:
        if any(self.errors):
            return
        weights = [weight for weight, price in self.bands]
        if not weights:
            raise ValidationError(_("Write at least one weight with its price."))
        if len(set(weights)) < len(weights):
            raise ValidationError(_("One weight is there twice. Take one of them out."))

    @property
    def bands(self) -> list[tuple[int, Decimal]]:
        return sorted(form.band for form in self.forms if form.band)


BandFormSet = forms.formset_factory(
    BandForm, formset=Bands, extra=EMPTY_BANDS, absolute_max=MOST_BANDS, max_num=MOST_BANDS
)
