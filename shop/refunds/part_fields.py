"""How much of each line: pieces, or kilograms of what is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.words.digits import ascii_digits
from shop.listings.weights import GramsField, kilograms
from shop.purchases.models import SellerOrderLine


class PiecesField(forms.IntegerField):
    """A whole number of pieces; Thai digits are read too."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(min_value=0, **options)
        self.validators.append(
            MaxValueValidator(
                most,
                ngettext("There is %(most)s of it.", "There are %(most)s of it.", most)
                % {"most": most},
            )
        )
        self.widget.attrs.update({"inputmode": "numeric", "max": str(most)})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(ascii_digits(value) if isinstance(value, str) else value)


class PartsForm(forms.Form):
    """A field for each line of which something is left; `quantities` is what was written."""

    none_text = ""

    def __init__(self, lines: Sequence[SellerOrderLine], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = [line for line in lines if line.sent_quantity]
        for line in self.lines:
            self.fields[f"line-{line.pk}"] = _field_of(line)

    def parts(self) -> Iterator[forms.BoundField]:
        return (self[f"line-{line.pk}"] for line in self.lines)

    @property
    def quantities(self) -> Mapping[int, int]:
        """Return {line id: pieces or grams} of a valid form."""
        data = self.cleaned_data
        return {line.pk: data.get(f"line-{line.pk}") or 0 for line in self.lines}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(self.quantities.values()) and not self.asks_money(cleaned):
            self.add_error(None, _("Write at least for one of the goods how many."))
        return cleaned

    def asks_money(self, cleaned: dict[str, Any]) -> bool:
        """Return whether something else than goods is asked for."""
        return False


def _field_of(line: SellerOrderLine) -> forms.Field:
    if line.is_weighed:
        label = _("%(goods)s: how many kilograms, of %(all)s") % {
            "goods": line_name(line),
            "all": kilograms(line.sent_quantity),
        }
        return GramsField(label=label, most=line.sent_quantity, required=False)
    label = _("%(goods)s: how many, of %(all)s") % {
        "goods": line_name(line),
        "all": line.sent_quantity,
    }
    return PiecesField(label=label, most=line.sent_quantity, required=False)


def line_name(line: SellerOrderLine) -> str:
    return " · ".join(part for part in (line.title, line.variant_name) if part)
