"""Price, stock, number, parcel and content of each variant of a listing, on one form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line
from shop.desk.number_fields import BahtField, CountField, plain_number
from shop.desk.stock_fields import amount_field
from shop.listings.models import Listing, Variant
from shop.listings.offering import OfferChange
from shop.listings.skus import taken_sku
from shop.stock.reserving import left_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEAVIEST_G = 30_000
LONGEST_CM = 200
SKU_TAKEN = _("Another of your goods has this number. Write another one.")
CONTENT_UNITS = [
    ("", "–"),
    ("g", _("grams")),
    ("ml", _("millilitres")),
    ("m", _("metres")),
    ("piece", _("pieces")),
]
PARCEL = ("length_cm", "width_cm", "height_cm")
STOCKERS = ("left", "shown_left", "low_stock")  # what somebody may write who only counts


class ContentField(forms.DecimalField):
    """How much is in one: above nought, at most three places."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "invalid": _("Write a number, such as 250 or 0.5."),
            "min_value": _("Write more than 0."),
            "max_digits": _("Write a smaller number."),
            "max_whole_digits": _("Write a smaller number."),
            "max_decimal_places": _("Write at most three places."),
        }
        super().__init__(
            min_value=Decimal("0.001"),
            max_digits=10,
            decimal_places=3,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages=messages,
            **options,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value))


class VariantForm(forms.Form):
    """One variant. Without a price it is not for sale."""

    price = BahtField(label=_("Price"), required=False)
    # What was left when the page was drawn: what is sold meanwhile stays sold.
    shown_left = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sku = forms.CharField(label=_("Your own number"), required=False, max_length=40)
    content = ContentField(label=_("How much is in it"), required=False)
    content_unit = forms.ChoiceField(label=_("Counted in"), choices=CONTENT_UNITS, required=False)
    weight_g = CountField(label=_("Weight with its box, in grams"), most=HEAVIEST_G, required=False)
    length_cm = CountField(label=_("Length, cm"), most=LONGEST_CM, required=False)
    width_cm = CountField(label=_("Width, cm"), most=LONGEST_CM, required=False)
    height_cm = CountField(label=_("Height, cm"), most=LONGEST_CM, required=False)
    photo = forms.ChoiceField(label=_("Its photo"), required=False)

    def __init__(
        self, data: Any = None, *, variant: Variant, listing: Listing, may: Mapping[str, bool]
    ) -> None:
        super().__init__(data, initial=offered(variant), prefix=f"v{variant.pk}")
        self.variant, self.listing, self.may = variant, listing, may
        self.fields["left"] = amount_field(
            listing, least=0, label=_("Left to sell"), required=False
        )
        self.fields["low_stock"] = amount_field(
            listing, least=0, label=_low_label(listing), required=False
        )
        self.fields["photo"].choices = _photo_choices(listing)  # type: ignore[attr-defined]
        if variant.stock_record.price is not None and listing.variants.count() == 1:
            self.fields["price"].required = True
        for name, field in self.fields.items():
            field.disabled = not may["may_count" if name in STOCKERS else "may_list"]

    def clean_sku(self) -> str:
        sku = clean_line(self.cleaned_data["sku"]) or self.variant.stock_record.partner_sku
        if sku != self.variant.stock_record.partner_sku and taken_sku(
            self.listing.seller.partner_id, sku, beside=self.variant.stock_record_id
        ):
            raise ValidationError(SKU_TAKEN)
        return sku

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("content") and not cleaned.get("content_unit"):
            self.add_error("content_unit", _("Choose what it is counted in."))
        sides = [cleaned.get(name) for name in PARCEL]
        if any(sides) and not all(sides):
            self.add_error("length_cm", _("Write all three sides of the parcel, or none."))
        return cleaned

    def change(self) -> OfferChange:
        """Return what differs from what is there, and nothing else."""
        data, variant, record = self.cleaned_data, self.variant, self.variant.stock_record
        told = {
            "price": data["price"],
            "partner_sku": data["sku"],
            "low_stock_threshold": data["low_stock"],
        }
        own = {
            "content": data["content"],
            "content_unit": data["content_unit"] if data["content"] else "",
            "weight_g": data["weight_g"] or 0,
            "size_cm": [data[name] for name in PARCEL if data[name]],
            "photo_id": int(data["photo"]) if data["photo"] else None,
        }
        return OfferChange(
            variant,
            {key: value for key, value in own.items() if getattr(variant, key) != value},
            {key: value for key, value in told.items() if getattr(record, key) != value},
            self._more(),
        )

    def _more(self) -> int:
        left, shown = self.cleaned_data["left"], self.cleaned_data["shown_left"]
        if left is None or self.fields["left"].disabled:
            return 0
        return int(left) - (left_of(self.variant.stock_record) if shown is None else int(shown))

    @property
    def is_open(self) -> bool:
        """Return whether something is wrong in the part that is folded away."""
        shown = ("price", "left")
        return any(name not in shown for name in self.errors)


def offered(variant: Variant) -> dict[str, Any]:
    record = variant.stock_record
    left = left_of(record)
    return {
        "price": record.price,
        "left": left,
        "shown_left": left,
        "sku": record.partner_sku,
        "low_stock": record.low_stock_threshold,
        "content": f"{variant.content.normalize():f}" if variant.content else None,
        "content_unit": variant.content_unit,
        "weight_g": variant.weight_g or None,
        "photo": variant.photo_id,
        **dict(zip(PARCEL, variant.size_cm, strict=False)),
    }


def _low_label(listing: Listing) -> StrOrPromise:
    if listing.is_weighed:
        return _("Tell me when so many kg are left")
    return _("Tell me when so few are left")


def _photo_choices(listing: Listing) -> list[tuple[str, Any]]:
    photos = list(listing.photos.all())
    numbered = [(str(one.pk), _("Photo %d") % place) for place, one in enumerate(photos, 1)]
    return [("", _("The first one")), *numbered]


def said_twice(forms_: list[VariantForm]) -> None:
    """Put an error on each number that this form itself gives twice."""
    seen: set[str] = set()
    for form in forms_:
        sku = str(form.cleaned_data.get("sku", "")).upper()
        if sku and sku in seen:
            form.add_error("sku", SKU_TAKEN)
        seen.add(sku)
