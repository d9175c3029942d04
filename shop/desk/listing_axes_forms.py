"""What the goods come in: up to three axes, each a name and its values on one line."""

from __future__ import annotations

import re
from math import prod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line, clean_text
from shop.desk.title_words import says_something
from shop.listings.axes import (
    LONGEST_WORD,
    MOST_AXES,
    MOST_VALUES,
    MOST_VARIANTS,
    Axes,
    said_twice,
    values_of,
)
from shop.listings.models import Listing
from shop.listings.variants import OUT
from shop.moderation.form_words import first_forbidden, sentence_for

BETWEEN = re.compile(r"[,،、;\n]")
NUMBERS = range(1, MOST_AXES + 1)


class AxesForm(forms.Form):
    """Three rows of name and values; a row left empty is no axis."""

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": written_axes(listing), **kwargs})
        for number in NUMBERS:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("They differ in"),
                required=False,
                max_length=LONGEST_WORD,
                widget=forms.TextInput(attrs={"list": "axis-names", "autocomplete": "off"}),
            )
            self.fields[f"values_{number}"] = forms.CharField(
                label=_("There are"),
                required=False,
                max_length=MOST_VALUES * (LONGEST_WORD + 2),
                help_text=_("With a comma between: red, indigo, black"),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"name_{number}"], self[f"values_{number}"]) for number in NUMBERS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in NUMBERS:
            self._clean_axis(number)
        axes = self.axes
        if not self.errors and said_twice(list(axes)):
            raise ValidationError(_("Two rows have the same name."))
        count = prod(map(len, axes.values()))
        if count > MOST_VARIANTS:
            sentence = _("That makes %(count)s kinds; %(most)s are the most. Take some values out.")
            raise ValidationError(sentence % {"count": f"{count:,}", "most": MOST_VARIANTS})
        return cleaned

    def _clean_axis(self, number: int) -> None:
        name = clean_line(self.cleaned_data.get(f"name_{number}", ""))
        values = split(self.cleaned_data.get(f"values_{number}", ""))
        self.cleaned_data[f"name_{number}"] = name
        self.cleaned_data[f"values_{number}"] = values
        if values and not says_something(name):
            self.add_error(f"name_{number}", _("Write what they differ in, such as colour."))
        elif hit := first_forbidden(name):
            self.add_error(f"name_{number}", sentence_for(hit))
        elif name and not values:
            self.add_error(f"values_{number}", _("Write at least one, or empty the row."))
        elif wrong := _wrong_values(values):
            self.add_error(f"values_{number}", wrong)

    @property
    def axes(self) -> Axes:
        """Return the axes that were written, in their order."""
        data = self.cleaned_data
        rows = [(data.get(f"name_{number}"), data.get(f"values_{number}")) for number in NUMBERS]
        return {name: values for name, values in rows if name and values}


def split(text: str) -> list[str]:
    words = [clean_line(part) for part in BETWEEN.split(clean_text(text))]
    return [word for word in words if word]


def _wrong_values(values: list[str]) -> Any:
    if len(values) > MOST_VALUES:
        return _("At most %d of them.") % MOST_VALUES
    if long := [value for value in values if len(value) > LONGEST_WORD]:
        return _("“%(word)s…” is too long: at most 40 letters.") % {"word": long[0][:12]}
    if empty := [value for value in values if not says_something(value)]:
        return _("“%(word)s” says nothing. Write a word.") % {"word": empty[0]}
    if twice := said_twice(values):
        return _("“%(word)s” is there twice.") % {"word": twice}
    hit = first_forbidden("\n".join(values))
    return sentence_for(hit) if hit else None


def written_axes(listing: Listing) -> dict[str, str]:
    """Return what the form begins with."""
    variants = listing.variants.exclude(position=OUT).values_list("options", flat=True)
    axes = values_of(listing.axes, variants)
    initial: dict[str, str] = {}
    for number, (name, values) in enumerate(axes.items(), 1):
        initial |= {f"name_{number}": name, f"values_{number}": ", ".join(values)}
    return initial


class ValueForm(forms.Form):
    """One value that is written wrongly, and how it is right."""

    value = forms.ChoiceField(label=_("Which word?"))
    new = forms.CharField(label=_("Write it like this"), max_length=LONGEST_WORD)

    def __init__(self, data: Any = None, *, listing: Listing) -> None:
        super().__init__(data, prefix="word")
        variants = list(listing.variants.exclude(position=OUT).values_list("options", flat=True))
        self.axes = values_of(listing.axes, variants)
        self.fields["value"].choices = [  # type: ignore[attr-defined]
            (f"{place}:{value}", f"{name}: {value}")
            for place, (name, values) in enumerate(self.axes.items())
            for value in values
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "value" in cleaned and "new" in cleaned:
            words = split(cleaned["new"])
            others = [value for value in self.axes[self.axis] if value != self.old]
            if len(words) != 1 or said_twice([*others, *words]):
                self.add_error("new", _("Write one word that is not there yet."))
            elif wrong := _wrong_values(words):
                self.add_error("new", wrong)
            else:
                cleaned["new"] = words[0]
        return cleaned

    @property
    def axis(self) -> str:
        place = int(self.cleaned_data["value"].partition(":")[0])
        return list(self.axes)[place]

    @property
    def old(self) -> str:
        return str(self.cleaned_data["value"].partition(":")[2])
