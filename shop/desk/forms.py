"""What a seller fills in when a parcel leaves."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.fulfilment import s10
from shop.fulfilment.carriers import CARRIERS, OTHER, THAILAND_POST, carrier_choices

NUMBER = re.compile(r"[A-Z0-9]{6,40}", re.ASCII)


class ShipForm(forms.Form):
    """A parcel's carrier and number. A number that looks wrong is asked about, once."""

    carrier = forms.ChoiceField(label=_("Carrier"), choices=carrier_choices, initial=THAILAND_POST)
    tracking_number = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        error_messages={
            "required": _("Write the tracking number, so that the buyer can follow it.")
        },
        help_text=_("The number on the receipt, like EF582568151TH."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    # The number that was asked about: pressed with another one, it is asked about again.
    anyway = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubted = ""
        # A neighbour's truck gives no numbers.
        self.fields["tracking_number"].required = self.data.get("carrier") != OTHER

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "carrier" in cleaned and "tracking_number" in cleaned:
            cleaned["tracking_number"] = s10.tidy(cleaned["tracking_number"])
            self.check_number(cleaned["carrier"], cleaned["tracking_number"])
        return cleaned

    def check_number(self, carrier: str, number: str) -> None:
        try:
            refuse_unreadable(number)
            if s10.tidy(self.cleaned_data.get("anyway", "")) != number:
                doubt(carrier, number)
        except ValidationError as error:
            self.add_error("tracking_number", error)
            self.doubted = number if error.code == "doubt" else ""


def refuse_unreadable(number: str) -> None:
    if number and not NUMBER.fullmatch(number):
        raise ValidationError(_("A tracking number has only letters A–Z and digits, 6 to 40."))


def doubt(carrier: str, number: str) -> None:
    """Raise ValidationError with the code doubt for a number that is probably mistyped."""
    if not CARRIERS[carrier].has_check_digit or s10.is_right(number):
        return
    if s10.SHAPE.fullmatch(number):
        text = _("A digit seems to be wrong: the last one does not fit the others. Look again.")
    else:
        text = _("Thailand Post's numbers look like EF582568151TH: 13 letters and digits.")
    raise ValidationError(text, code="doubt")
