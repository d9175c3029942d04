from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField, PhoneField
from community.people.models import SavedAddress, User
from community.places.lookup import clean_postcode, fits, is_known, province_choices


class AddressForm(forms.ModelForm):  # type: ignore[type-arg]
    name = LineField(label=_("Who receives it"), max_length=120, autocomplete="name")
    phone = PhoneField(label=_("Telephone number for the carrier"))
    address = LineField(
        label=_("House number, village, road"), max_length=300, autocomplete="street-address"
    )
    subdistrict = LineField(label=_("Sub-district"), max_length=80, autocomplete="address-level3")
    district = LineField(label=_("District"), max_length=80, autocomplete="address-level2")
    province_code = forms.ChoiceField(
        label=_("Province"), error_messages={"invalid_choice": _("Choose a province.")}
    )
    postcode = LineField(label=_("Postcode"), max_length=20, autocomplete="postal-code")
    label = LineField(
        label=_("What you call this place"),
        help_text=_("Home, the shop, mother's house."),
        max_length=40,
        required=False,
    )
    is_default = forms.BooleanField(label=_("Send here unless I say otherwise"), required=False)

    class Meta:
        model = SavedAddress
        fields = (
            "label",
            "name",
            "phone",
            "address",
            "postcode",
            "subdistrict",
            "district",
            "province_code",
            "is_default",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = self.fields["province_code"]
        province.choices = [("", _("Choose a province")), *province_choices()]  # type: ignore[attr-defined]
        province.widget.attrs["autocomplete"] = "address-level1"
        self.fields["postcode"].widget.attrs["inputmode"] = "numeric"

    def clean_postcode(self) -> str:
        postcode = clean_postcode(self.cleaned_data["postcode"])
        if not is_known(postcode):
            raise forms.ValidationError(_("There is no such postcode. It has five digits."))
        return postcode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        postcode, province = cleaned.get("postcode"), cleaned.get("province_code")
        if postcode and province and not fits(postcode, province):
            self.add_error("postcode", _("This postcode is not in that province."))
        return cleaned

    @transaction.atomic
    def save_for(self, user: User) -> SavedAddress:
        """Save; the person's first address is the default, and there is one default only."""
        User.objects.select_for_update().get(pk=user.pk)
        address: SavedAddress = self.save(commit=False)
        others = SavedAddress.objects.filter(user=user).exclude(pk=address.pk)
        address.user = user
        address.is_default = address.is_default or not others.filter(is_default=True).exists()
        if address.is_default:
            others.update(is_default=False)
        address.save()
        return address
