"""What a seller says of a file: which one, what its columns hold, what its doubts mean."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


def answers_in(data: QueryDict) -> dict[str, dict[str, str]]:
    """Return what was answered, {row: {field: text}}; what is typed goes before what is picked."""
    answers: dict[str, dict[str, str]] = {}
    for way in ("pick", "typed"):
        for name, value in data.items():
            found = NAME.fullmatch(name)
            if found and found[1] == way and str(value).strip() and found[3] in FIELDS:
                answers.setdefault(found[2], {})[found[3]] = str(value).strip()[:MOST_TYPED]
    return answers


def categories_in(brought: Import, data: QueryDict, known: set[int]) -> dict[str, int]:
    """Return the category chosen for each word of the file; `category-<place>` is its name."""
    chosen: dict[str, int] = {}
    for place, word in enumerate(sorted(brought.categories)):
        value = data.get(f"category-{place}", "")
        if value.isdecimal() and int(value[:12]) in known:
            chosen[word] = int(value)
    return chosen


def joins_in(brought: Import, data: QueryDict) -> list[int]:
    return [one["first"] for one in brought.joins if f"join-{one['first']}" in data]
