"""What a seller fills in to list something, and to change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Category

from community.words.plain import clean_line, clean_text
from shop.browse.shelves import Shelf, shelves
from shop.desk.number_fields import BahtField, CountField
from shop.desk.photo_field import MOST_PHOTOS, TOO_MANY, PhotosField, sealed, unsealed
from shop.listings.adding import NewListing
from shop.listings.units import WORDS, unit_label

HEAVIEST_G = 30_000
Choices = list[tuple[str, Any]]


def unit_choices() -> Choices:
    return [(code, unit_label(code)) for code in WORDS]


def category_choices() -> Choices:
    """Return the shelves that hold goods, under the name of the one above."""
    known = shelves()
    groups: Choices = [("", _("Choose a kind"))]
    for root in known.roots:
        below = known.below(root)
        groups.append((root.name, [choice_of(shelf) for shelf in below or [root]]))
    return groups


def choice_of(shelf: Shelf) -> tuple[str, str]:
    return str(shelf.id), shelf.name


class WordsForm(forms.Form):
    """What a listing says of itself."""

    title_th = forms.CharField(
        label=_("What is it called?"),
        max_length=160,
        error_messages={
            "required": _("Write what it is called, as you would say it at the stall."),
            "max_length": _("Write a shorter name: at most 160 letters."),
        },
    )
    category = forms.ChoiceField(
        label=_("What kind of goods?"),
        choices=category_choices,
        error_messages={"required": _("Choose a kind, so that buyers find it.")},
    )
    unit = forms.ChoiceField(label=_("Sold by the"), choices=unit_choices, initial="piece")
    description_th = forms.CharField(
        label=_("Tell about it"),
        required=False,
        max_length=4000,
        help_text=_("What it is made of, how large it is, how to keep it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    title_en = forms.CharField(label=_("Name in English"), required=False, max_length=160)

    def clean_title_th(self) -> str:
        return clean_line(self.cleaned_data["title_th"])

    def clean_title_en(self) -> str:
        return clean_line(self.cleaned_data["title_en"])

    def clean_description_th(self) -> str:
        return clean_text(self.cleaned_data["description_th"])

    def clean_category(self) -> Category:
        return Category.objects.get(pk=self.cleaned_data["category"])


class ListingForm(WordsForm):
    """A new listing on one screen."""

    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Take them in daylight. The first one is shown in lists."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    price = BahtField(label=_("Price"))
    stock = CountField(label=_("How many are there to sell?"))
    weight_g = CountField(
        label=_("Weight with its box, in grams"),
        most=HEAVIEST_G,
        required=False,
        help_text=_("For the price of delivery. Empty: 500 grams."),
    )

    field_order = ("photos", "title_th", "price", "unit", "stock", "category")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_keys: list[str] = unsealed(self.data.get("kept", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.kept_keys = [*self.kept_keys, *cleaned.get("photos", [])]
        if len(self.kept_keys) > MOST_PHOTOS:
            self.kept_keys = self.kept_keys[:MOST_PHOTOS]
            self.add_error("photos", TOO_MANY)
        elif not self.kept_keys and "photos" in cleaned:
            self.add_error("photos", _("Add at least one photo: nobody buys what they cannot see."))
        return cleaned

    @property
    def kept_sealed(self) -> str:
        return sealed(self.kept_keys) if self.kept_keys else ""

    def new_listing(self) -> NewListing:
        data = self.cleaned_data
        names = ("title_th", "title_en", "description_th", "category", "unit", "price", "stock")
        return NewListing(
            **{name: data[name] for name in names},
            weight_g=data["weight_g"],
            photo_keys=tuple(self.kept_keys),
        )


class OfferForm(forms.Form):
    """Price and number left of one variant."""

    price = BahtField(label=_("Price"))
    left = CountField(label=_("Left to sell"))
