"""The card of an identity card or a registration."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.joining.cards import Card
from community.joining.models import Application
from community.joining.numbers import clean_number, number_index
from community.people.fields import LineField

NUMBER_TAKEN = _("Somebody has applied with this number already.")


class NumberCard(Card):
    """An id card or a registration, with its number. A number once saved is not shown again."""

    number = LineField(label=_("Number"), max_length=60, required=False)
    field_order = ("number", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field, saved = self.fields["number"], self.application.tax_id
        self.saved = saved
        field.label = self._number_label()
        if saved:
            field.help_text = _now(
                "Saved: it ends with %(last)s. Write it again only to change it."
            ) % {"last": saved[-4:]}
        if self.application.kind != Application.Kind.ENTERPRISE:
            field.widget.attrs["inputmode"] = "numeric"

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        return clean_number(self.application.kind, typed) if typed else ""

    def fill(self) -> bool:
        number = self.cleaned_data.get("number", "")
        if not number or number == self.application.tax_id:
            return False
        self._set(number)
        return True

    def take_number_back(self) -> None:
        self.add_error("number", NUMBER_TAKEN)
        self._set(self.saved)

    def _set(self, number: str) -> None:
        self.application.tax_id = number
        self.application.tax_id_index = number_index(number)

    def _number_label(self) -> Any:
        kind = self.application.kind
        if kind == Application.Kind.ENTERPRISE:
            return _("Registration number")
        return (
            _("Company number, 13 digits")
            if kind == Application.Kind.COMPANY
            else _("Id number, 13 digits")
        )
