from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from shop.purchases.lookup import clean_number


class LookupForm(forms.Form):
    number = LineField(
        label=_("Order number"), help_text=_("Eight letters, like K7Q2-9XMD."), max_length=40
    )
    reach = LineField(
        label=_("The telephone number or e-mail address you gave"),
        max_length=254,
        autocomplete="tel",
    )

    def clean_number(self) -> str:
        number = clean_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("An order number looks like K7Q2-9XMD."))
        return number
