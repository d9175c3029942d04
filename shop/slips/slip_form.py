"""What a buyer sends: the photo of a slip, and its number where the photo does not tell."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.banking.banks import bank_choices
from community.private.paper_field import PaperField
from community.words.digits import ascii_digits
from shop.slips.sending import Typed

REFERENCE = re.compile(r"[A-Za-z0-9]{6,60}")
SEPARATORS = re.compile(r"[\s\-.]")


class SlipForm(forms.Form):
    photo = PaperField(
        label=_("Photo of the slip"),
        help_text=_("The picture that your bank's app saved, with the small QR code on it."),
    )
    bank_code = forms.ChoiceField(label=_("Your bank"), required=False)
    reference = forms.CharField(
        label=_("Number on the slip"),
        help_text=_("Only where the small QR code is missing. Letters and digits, as printed."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose your bank")), *bank_choices()]
        self.fields["bank_code"].choices = choices  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        plain = SEPARATORS.sub("", ascii_digits(self.cleaned_data["reference"]))
        if plain and not REFERENCE.fullmatch(plain):
            raise forms.ValidationError(
                _("The number has 6 to 60 letters and digits. Copy it from the slip."),
                code="reference",
            )
        return plain.upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reference") and not cleaned.get("bank_code"):
            self.add_error("bank_code", _("Choose the bank that the number is of."))
        return cleaned

    @property
    def typed(self) -> Typed:
        reference = self.cleaned_data["reference"]
        bank = self.cleaned_data["bank_code"] if reference else ""
        return Typed(bank, reference)
