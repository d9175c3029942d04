"""What a listing says of itself, all of it: on the page where it is changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line, clean_text
from shop.desk.goods_forms import WordsForm
from shop.desk.number_fields import CountField
from shop.display.dates import ENGLISH_LONG, THAI_LONG, in_thai
from shop.listings.models import Listing
from shop.listings.romanise import LONGEST
from shop.listings.weighed_fields import LIMITS, USUAL_LIMIT

MOST_DAYS = 365
LONGEST_TEXT = 4000
WORDS = (
    "title_th title_en description_th description_en unit made_to_order_days harvest_from"
    " harvest_to shelf_life_days storage search_terms weight_limit_percent"
).split()


def month_choices() -> list[tuple[str, str]]:
    names = THAI_LONG if in_thai() else ENGLISH_LONG
    return [("", "–"), *((str(number), name) for number, name in enumerate(names, 1))]


def month_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=month_choices, coerce=int, empty_value=None, required=False
    )


class ListingWordsForm(WordsForm):
    """The words of WordsForm and everything that may come later."""

    description_en = forms.CharField(
        label=_("Tell about it in English"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    made_to_order_days = CountField(
        label=_("Made to order: days until it is ready"),
        most=MOST_DAYS,
        required=False,
        help_text=_("Empty: only what is in stock is sold."),
    )
    harvest_from = month_field(_("Harvest from"))
    harvest_to = month_field(_("Harvest until"))
    shelf_life_days = CountField(label=_("Keeps for so many days"), most=3650, required=False)
    storage = forms.ChoiceField(
        label=_("How to keep it"), choices=Listing.Storage.choices, required=False
    )
    search_terms = forms.CharField(
        label=_("Other words that buyers may look for"),
        required=False,
        max_length=300,
        help_text=_("Such as what your village calls it. Buyers do not see them."),
    )
    weight_limit_percent = forms.TypedChoiceField(
        label=_("How far may the weight be off?"),
        coerce=int,
        choices=[(limit, f"± {limit} %") for limit in LIMITS],
        required=False,
        empty_value=USUAL_LIMIT,  # type: ignore[arg-type]
        help_text=_("Buyers read it. Lighter: the difference goes back. Heavier: a gift."),
    )
    slug = forms.CharField(
        label=_("Address of the page"),
        required=False,
        max_length=200,
        help_text=_("Latin letters. Empty: made from the name. Old addresses still lead here."),
    )

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": words_of(listing), **kwargs})
        self.listing = listing
        if not listing.is_weighed:
            del self.fields["weight_limit_percent"]
        else:
            self.fields["unit"].disabled = True

    def clean_description_en(self) -> str:
        return clean_text(self.cleaned_data["description_en"])

    def clean_search_terms(self) -> str:
        return clean_line(self.cleaned_data["search_terms"])

    def clean_storage(self) -> str:
        return self.cleaned_data["storage"] or self.listing.storage

    def clean_slug(self) -> str:
        """Return the address in Latin letters, or nothing where the name makes it."""
        typed = clean_line(self.cleaned_data["slug"])
        if not typed or not self.has_changed_slug(typed):
            return ""
        slug = slugify(typed)[:LONGEST].strip("-")
        if not slug:
            raise ValidationError(_("Write Latin letters or numbers, such as indigo-scarf."))
        return slug

    def has_changed_slug(self, typed: str) -> bool:
        return self.listing.slug_is_own or typed != self.listing.slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("harvest_from"), cleaned.get("harvest_to")
        if bool(first) != bool(last):
            self.add_error("harvest_to" if first else "harvest_from", _("Choose both months."))
        return cleaned

    def words(self) -> dict[str, Any]:
        """Return the listing's fields as they shall be."""
        words = {key: value for key, value in self.cleaned_data.items() if key != "slug"}
        own = self.cleaned_data["slug"]
        if own:
            return {**words, "slug": own, "slug_is_own": True}
        return {**words, "slug_is_own": False}


def words_of(listing: Listing) -> dict[str, Any]:
    words = {name: getattr(listing, name) for name in WORDS}
    return {**words, "category": listing.category_id, "slug": listing.slug}
