"""What the scale says, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from shop.fulfilment.weighing import Weight, is_within
from shop.listings.weights import GramsField, kilograms
from shop.purchases.models import SellerOrderLine


class WeighForm(forms.Form):
    """The final weight of each line by weight, and which weight the screen had shown."""

    def __init__(self, lines: Sequence[SellerOrderLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"weight-{line.pk}"] = GramsField(
                label=label_of(line), help_text=limit_text(line), initial=line.weighed_g
            )
            self.fields[f"seen-{line.pk}"] = forms.IntegerField(
                required=False, initial=line.weighed_g, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in self.lines:
            grams = cleaned.get(f"weight-{line.pk}")
            if grams is not None and not is_within(line, grams):
                self.add_error(f"weight-{line.pk}", limit_text(line))
        return cleaned

    def weights(self) -> Iterator[forms.BoundField]:
        return (self[f"weight-{line.pk}"] for line in self.lines)

    def written(self) -> dict[int, Weight]:
        """Return {line id: weight} of a form that is valid."""
        data = self.cleaned_data
        return {
            line.pk: Weight(data[f"weight-{line.pk}"], data.get(f"seen-{line.pk}"))
            for line in self.lines
        }


def label_of(line: SellerOrderLine) -> str:
    name = " · ".join(part for part in (line.title, line.variant_name) if part)
    ordered = kilograms(line.ordered_quantity)
    return _("%(name)s: ordered %(ordered)s kg") % {"name": name, "ordered": ordered}


def limit_text(line: SellerOrderLine) -> str:
    least, most = kilograms(line.least_g), kilograms(line.most_g)
    sentence = _("Between %(least)s and %(most)s kg: so much was agreed with the buyer.")
    return sentence % {"least": least, "most": most}
