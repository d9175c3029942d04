"""What a seller fills in to list something, on one screen of a telephone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Category

from community.people.models import User
from community.words.plain import clean_text
from shop.desk.goods_forms import HEAVIEST_G, category_choices, unit_choices
from shop.desk.kind_guess import guess_category
from shop.desk.number_fields import BahtField, CountField
from shop.desk.photo_field import MOST_PHOTOS, TOO_MANY, PhotosField, sealed, unsealed
from shop.desk.title_words import clean_other_title, clean_title
from shop.listings.adding import NewListing
from shop.listings.units import unit_label
from shop.listings.weighed_fields import WeighedFields
from shop.moderation.form_words import lawful_name
from shop.uploads.access import own_photo_keys

UPLOADS = "upload"  # the hidden fields that the script writes, one for each photo, in order
USUAL_UNITS = ("piece", "kg", "bag", "bottle", "pack", "set")
GONE = _("A photo is not here yet. Wait until it has been sent, or choose it again.")
NO_PHOTO = _("Add at least one photo: nobody buys what they cannot see.")
KIND_WANTED = _("Choose a kind, so that buyers find it.")


class WordsOfNew(forms.Form):
    """The words and numbers; only the name is needed for a draft."""

    title_th = forms.CharField(
        label=_("What is it called?"),
        max_length=160,
        help_text=_("What it is, what it is made of, its pattern or taste."),
        error_messages={
            "required": _("Write what it is called, as you would say it at the stall."),
            "max_length": _("Write a shorter name: at most 160 letters."),
        },
    )
    price = BahtField(label=_("Price"))
    stock = CountField(label=_("How many are there to sell?"))
    unit = forms.ChoiceField(
        label=_("Sold by the"), choices=unit_choices, required=False, initial="piece"
    )
    unit_other = forms.ChoiceField(
        label=_("Another word"),
        choices=lambda: [("", _("none of these")), *unit_choices()],
        required=False,
    )
    category = forms.ChoiceField(
        label=_("What kind of goods?"),
        choices=category_choices,
        required=False,
        help_text=_("Left empty, we go by the name."),
    )
    description_th = forms.CharField(
        label=_("Tell about it"),
        required=False,
        max_length=4000,
        help_text=_("What it is made of, how large it is, how to keep it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    weight_g = CountField(
        label=_("Weight with its box, in grams"),
        most=HEAVIEST_G,
        required=False,
        help_text=_("For the price of delivery. Empty: 500 grams."),
    )
    title_en = forms.CharField(label=_("Name in English"), required=False, max_length=160)

    def clean_title_th(self) -> str:
        return lawful_name(clean_title(self.cleaned_data["title_th"]))

    def clean_title_en(self) -> str:
        return lawful_name(clean_other_title(self.cleaned_data["title_en"]))

    def clean_description_th(self) -> str:
        return clean_text(self.cleaned_data["description_th"])

    def clean_category(self) -> Category | None:
        chosen = self.cleaned_data["category"]
        return Category.objects.get(pk=chosen) if chosen else None


class PhotosOfNew(forms.Form):
    """Photos that came before the form in parts, with an attempt before this one, or with it."""

    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Take them in daylight. The first one is shown in lists."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    photo_keys: list[str]

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kept_keys = unsealed(self.data.get("kept", ""))
        self.photo_keys = list(self.kept_keys)

    @cached_property
    def uploads(self) -> list[UUID]:
        """Return the names of the uploads, in order, each once; what is none is left out."""
        sent = self.data.getlist(UPLOADS) if isinstance(self.data, QueryDict) else []
        found: dict[UUID, None] = {}
        for text in sent[: 2 * MOST_PHOTOS]:
            try:
                found[UUID(text)] = None
            except ValueError:
                continue
        return list(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        here = own_photo_keys(self.user, self.uploads) if self.user else {}
        if len(here) < len(self.uploads):
            self.add_error("photos", GONE)
        self.kept_keys += cleaned.get("photos") or []
        sent = [here[key] for key in self.uploads if key in here]
        self.photo_keys = list(dict.fromkeys([*sent, *self.kept_keys]))
        if len(self.photo_keys) > MOST_PHOTOS:
            self.photo_keys = self.photo_keys[:MOST_PHOTOS]
            self.kept_keys = self.kept_keys[:MOST_PHOTOS]
            self.add_error("photos", TOO_MANY)
        return cleaned

    @property
    def kept_sealed(self) -> str:
        return sealed(self.kept_keys) if self.kept_keys else ""


class NewListingForm(WeighedFields, PhotosOfNew, WordsOfNew):
    """A new listing, to be sold at once or kept as a draft."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("photos", "title_th", "price", "unit", "unit_other", "stock", "category")

    def __init__(self, *args: Any, usual_unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = "draft" in self.data
        self.usual_unit = usual_unit
        for name in ("price", "stock"):
            self.fields[name].required = not self.is_draft

    @property
    def unit_chips(self) -> list[tuple[str, str, bool]]:
        """Return code, word and whether it is chosen, the seller's last unit among them."""
        chosen = self["unit"].value() or ""
        codes = dict.fromkeys([self.usual_unit, chosen, *USUAL_UNITS])
        known = dict(unit_choices())
        shown = [code for code in codes if code in known][: len(USUAL_UNITS) + 1]
        # English counts umbrellas and pieces in one word: one chip, the chosen one's.
        words = {unit_label(code): code for code in shown}
        words |= {unit_label(chosen): chosen} if chosen in shown else {}
        return [(code, word, code == chosen) for word, code in words.items()]

    def clean_key(self) -> UUID | None:
        """Return the telephone's own name for the listing; what is none counts as not given."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["unit"] = self._unit(cleaned)
        if not cleaned.get("category") and not self.errors.keys() & {"category", "title_th"}:
            cleaned["category"] = guess_category(cleaned["title_th"])
            if cleaned["category"] is None:
                self.add_error("category", KIND_WANTED)
        if not self.photo_keys and not self.is_draft and "photos" not in self.errors:
            self.add_error("photos", NO_PHOTO)
        return cleaned

    def _unit(self, cleaned: dict[str, Any]) -> str:
        if cleaned.get("is_weighed"):
            return "kg"
        return cleaned.get("unit_other") or cleaned.get("unit") or "piece"

    def new_listing(self) -> NewListing:
        data = self.cleaned_data
        names = ("title_th", "title_en", "description_th", "category", "unit", "price", "key")
        weighed = ("is_weighed", "weight_limit_percent")
        return NewListing(
            **{name: data[name] for name in names},
            stock=data["stock"] or 0,
            weight_g=data["weight_g"],
            photo_keys=tuple(self.photo_keys),
            words={name: data[name] for name in weighed},
            is_draft=self.is_draft,
        )
