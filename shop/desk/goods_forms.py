"""What a seller fills in to list something, and to change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Category

from community.words.plain import clean_text
from shop.browse.shelves import Shelf, shelves
from shop.desk.title_words import clean_other_title, clean_title
from shop.listings.units import WORDS, unit_label
from shop.moderation.form_words import lawful_name

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
        return lawful_name(clean_title(self.cleaned_data["title_th"]))

    def clean_title_en(self) -> str:
        return lawful_name(clean_other_title(self.cleaned_data["title_en"]))

    def clean_description_th(self) -> str:
        return clean_text(self.cleaned_data["description_th"])

    def clean_category(self) -> Category:
        return Category.objects.get(pk=self.cleaned_data["category"])
