"""To whom a tax invoice goes, and how a seller's papers are headed."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.th import pin

from community.people.fields import LineField
from community.sellers.models import Seller
from community.words.digits import ascii_digits
from shop.papers.letterheads import Party, letterhead_of
from shop.papers.models import TAX_ID_DIGITS, Letterhead

SEPARATORS = re.compile(r"[\s\-\u2010-\u2015./]")
DIGITS_ALONE = {"inputmode": "numeric", "autocomplete": "off"}


class TaxIdField(forms.CharField):
    """Thirteen digits whose last one fits; Thai digits, blanks and dashes are understood."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "label": _("Tax ID"),
                "max_length": 40,
                "help_text": _("13 digits. For a person it is the number on the identity card."),
                "widget": forms.TextInput(attrs=DIGITS_ALONE),
                **options,
            }
        )

    def clean(self, value: Any) -> str:
        plain = SEPARATORS.sub("", ascii_digits(super().clean(value)))
        if not plain:
            return ""
        if len(plain) != TAX_ID_DIGITS or not (plain.isascii() and plain.isdigit()):
            raise ValidationError(_("A tax ID has 13 digits. Count them once more."))
        if pin.calc_check_digit(plain[:-1]) != plain[-1]:
            raise ValidationError(
                _("One of the 13 digits is wrong: the last one does not fit the others.")
            )
        return plain


class BranchField(forms.CharField):
    """Five digits of a branch; empty, 0 and 00000 are the head office."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Branch number"),
            required=False,
            max_length=20,
            help_text=_("Leave it empty for the head office, or for a person."),
            widget=forms.TextInput(attrs=DIGITS_ALONE),
        )

    def clean(self, value: Any) -> str:
        plain = SEPARATORS.sub("", ascii_digits(super().clean(value)))
        if not plain.strip("0"):
            return ""
        if len(plain) > 5 or not (plain.isascii() and plain.isdigit()):
            raise ValidationError(_("A branch number has up to 5 digits, as in 00002."))
        return plain.zfill(5)


class InvoiceForm(forms.Form):
    """What a buyer wants on a full tax invoice."""

    name = LineField(
        label=_("Name of the person or the company"),
        max_length=160,
        error_messages={"required": _("A tax invoice needs the name it is made out to.")},
    )
    address = LineField(
        label=_("Full address with the postcode"),
        max_length=300,
        error_messages={
            "required": _(
                "A tax invoice needs the full address: house number, road, subdistrict, "
                "district, province, postcode."
            )
        },
    )
    tax_id = TaxIdField(required=False)
    branch = BranchField()

    @property
    def to(self) -> Party:
        found = self.cleaned_data
        return {
            "name": found["name"],
            "address": found["address"],
            "tax_id": found["tax_id"],
            "branch": found["branch"],
        }


class LetterheadForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a seller's papers are headed. Registered for VAT, all of it is needed."""

    legal_name = LineField(
        label=_("Name on your papers"),
        max_length=160,
        help_text=_("The registered name of the company or group, or your own."),
    )
    address = LineField(label=_("Full address with the postcode"), max_length=300, required=False)
    tax_id = TaxIdField(required=False)
    branch = BranchField()
    vat_registered = forms.BooleanField(
        label=_("Registered for VAT (P.P.20)"),
        required=False,
        help_text=_(
            "Then every sale from now on has VAT inside, and buyers get tax invoices. "
            "Tick it only when the Revenue Department has registered you."
        ),
    )

    class Meta:
        model = Letterhead
        fields = ("legal_name", "address", "tax_id", "branch")

    def __init__(self, data: Any, seller: Seller) -> None:
        self.seller = seller
        first = {"vat_registered": seller.vat_registered}
        super().__init__(data, instance=letterhead_of(seller), initial=first)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("vat_registered"):
            self._need("address", _("A tax invoice needs your full address."))
            self._need("tax_id", _("A tax invoice needs your tax ID."))
        return found

    def _need(self, name: str, sentence: Any) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, sentence)
