"""What a seller says of a file: which one, what its columns hold, what its doubts mean."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shop.spreadsheets.categories import guess
from shop.spreadsheets.columns import FIELDS, Column, unit_in_heading
from shop.spreadsheets.models import Import

MOST_TYPED = 500
NAME = re.compile(r"(pick|typed)-(\d{1,6})-([a-z_]{1,20})")


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Excel or CSV file"),
        allow_empty_file=True,  # said in our words, when it is read
        help_text=gettext_lazy("At most 5 MB and 20,000 rows. Nothing goes on sale by itself."),
        error_messages={"required": gettext_lazy("Choose the file with your goods.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ColumnsForm(forms.Form):
    """One choice for each column; `column_<place>` is its name."""

    weight_unit = forms.ChoiceField(
        label=gettext_lazy("A weight without a unit is in"),
        required=False,
        choices=[
            ("", gettext_lazy("grams, if the cell says nothing else")),
            ("g", gettext_lazy("grams")),
            ("kg", gettext_lazy("kilograms")),
        ],
    )

    def __init__(self, brought: Import, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"weight_unit": brought.said.get("weight_unit", "")})
        self.columns = [Column(**kept) for kept in brought.columns]
        choices = [("", gettext_lazy("Do not read")), *FIELDS.items()]
        for column in self.columns:
            self.fields[f"column_{column.place}"] = forms.ChoiceField(
                label=column.heading, required=False, choices=choices, initial=column.field
            )
        if unit_in_heading(self.columns):
            del self.fields["weight_unit"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for column in self.columns:
            field = cleaned.get(f"column_{column.place}", "")
            if field and field in seen:
                self.add_error(f"column_{column.place}", _("Another column holds that already."))
            seen.setdefault(field, column.heading)
        if not {"title", "sku"} & seen.keys():
            self.add_error(None, _("Say at least which column holds the name or the code."))
        return cleaned

    @property
    def chosen(self) -> dict[int, str]:
        data = self.cleaned_data
        return {one.place: data.get(f"column_{one.place}", "") for one in self.columns}

    def bound_columns(self) -> list[tuple[Column, Any]]:
        return [(column, self[f"column_{column.place}"]) for column in self.columns]


def answers_in(brought: Import, data: QueryDict) -> dict[str, dict[str, str]]:
    """Return what is answered anew, {row: {field: text}}; what is typed goes before a choice."""
    kept: dict[str, dict[str, str]] = brought.said.get("answers", {})
    answers: dict[str, dict[str, str]] = {}
    for way in ("pick", "typed"):
        for name, value in data.items():
            found = NAME.fullmatch(name)
            text = _without_controls(str(value)).strip()[:MOST_TYPED]
            if not found or found[1] != way or found[3] not in FIELDS or not text:
                continue
            number, field = found[2], found[3]
            if kept.get(number, {}).get(field) != text:  # the page shows what was typed before
                answers.setdefault(number, {})[field] = text
    return answers


def _without_controls(text: str) -> str:
    """Return what the database can keep: there is no zero byte in its texts."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cs"})


def categories_in(
    brought: Import, data: QueryDict, paths: dict[int, tuple[str, str]]
) -> dict[str, int]:
    """Return the category chosen for each word of the file; `category-<place>` is its name.

    What was only proposed counts where the questions of the whole file are answered.
    """
    chosen: dict[str, int] = {}
    for place, (word, known) in enumerate(sorted(brought.categories.items())):
        value = data.get(f"category-{place}", "")
        pk = int(value) if value.isdecimal() and len(value) < 12 else 0
        if pk not in paths or pk == known:
            continue
        if "whole" in data or "after" in data or pk != guess(word, paths):
            chosen[word] = pk
    return chosen


def joins_in(brought: Import, data: QueryDict) -> list[int]:
    """Return the first rows of what is joined: as ticked on this page, as before on all others."""
    if "join_all" in data:
        return [one["first"] for one in brought.joins]
    kept: list[int] = brought.said.get("join", [])
    asked = set(data.getlist("asked"))
    found = {one["first"] for one in brought.joins if str(one["first"]) in asked}
    ticked = {first for first in found if f"join-{first}" in data}
    return sorted((set(kept) - found) | ticked)
