from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from community.people.fields import TOO_LONG, LineField, PhoneField
from community.places.lookup import (
    Place,
    clean_postcode,
    fits,
    is_known,
    places_for,
    province_choices,
)
from shop.checkout.drafts import ADDRESS_FIELDS, CONTACT_FIELDS
from shop.checkout.models import Draft

SEPARATOR = "|"


class ContactForm(forms.Form):
    """Who buys and where it goes. The place is chosen from the postcode's, or typed by hand."""

    name = LineField(label=_("Name of who receives it"), max_length=120, autocomplete="name")
    phone = PhoneField(help_text=_("The carrier calls this number."))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("We send the receipt and the tracking number here."),
        max_length=254,
        error_messages={"max_length": TOO_LONG},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    picks_up = forms.BooleanField(label=_("I pick everything up myself"), required=False)
    postcode = LineField(
        label=_("Postcode"), max_length=20, required=False, autocomplete="postal-code"
    )
    place = forms.ChoiceField(
        label=_("Sub-district"),
        required=False,
        error_messages={"invalid_choice": _("Choose a sub-district of this postcode.")},
    )
    address = LineField(
        label=_("House number, village, road"),
        max_length=300,
        required=False,
        autocomplete="street-address",
    )
    subdistrict = LineField(
        label=_("Sub-district"), max_length=80, required=False, autocomplete="address-level3"
    )
    district = LineField(
        label=_("District"), max_length=80, required=False, autocomplete="address-level2"
    )
    province_code = forms.ChoiceField(label=_("Province"), required=False)
    note = LineField(label=_("Note for the carrier"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = place_choices(str(self["postcode"].value() or ""))
        self.fields["place"].choices = [("", _("Choose")), *self.places]  # type: ignore[attr-defined]
        self.fields["province_code"].choices = [("", _("Choose")), *province_choices()]  # type: ignore[attr-defined]
        self.fields["postcode"].widget.attrs.update(
            {"inputmode": "numeric", "data-autosubmit": "look_up"}
        )
        self._need_address()

    def _need_address(self) -> None:
        """Ask for what a parcel needs, unless the buyer fetches everything."""
        is_sent = not self["picks_up"].value()
        by_hand = all(self[name].value() for name in ("subdistrict", "district", "province_code"))
        needed = {
            "postcode": _("Write the postcode: five digits."),
            "address": _("Write the house number and the road or village."),
            "place": _("Choose the sub-district, or write it by hand below."),
        }
        for name, sentence in needed.items():
            self.fields[name].required = is_sent and not (name == "place" and by_hand)
            self.fields[name].error_messages["required"] = sentence

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        postcode = clean_postcode(typed)
        if typed and not is_known(postcode):
            raise forms.ValidationError(_("There is no such postcode. It has five digits."))
        return postcode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if chosen := cleaned.get("place"):
            names = ("subdistrict", "district", "province_code")
            cleaned.update(zip(names, chosen.split(SEPARATOR), strict=True))
        self._need_fit(cleaned)
        if cleaned.get("picks_up"):
            self._forget_half_an_address(cleaned)
        return cleaned

    def _need_fit(self, cleaned: dict[str, Any]) -> None:
        postcode, province = cleaned.get("postcode"), cleaned.get("province_code")
        if postcode and province and not fits(postcode, province):
            self.add_error("postcode", _("This postcode is not in that province."))

    def _forget_half_an_address(self, cleaned: dict[str, Any]) -> None:
        """Nobody who fetches the goods has to mend an address."""
        if all(cleaned.get(name) for name in ADDRESS_FIELDS):
            return
        for name in ("place", *ADDRESS_FIELDS):
            self.errors.pop(name, None)
            cleaned[name] = ""

    def fill(self, draft: Draft) -> None:
        """Write what is told into the draft, without saving it."""
        for name in CONTACT_FIELDS:
            setattr(draft, name, self.cleaned_data[name])


def place_choices(postcode: str) -> list[tuple[str, str]]:
    """Return (key, name): names in the reader's language, keys in Thai, as parcels need them."""
    with translation.override("th"):
        keys = [place_key(place) for place in places_for(postcode)]
    return list(zip(keys, map(place_name, places_for(postcode)), strict=True))


def place_key(place: Place) -> str:
    return SEPARATOR.join((place.subdistrict, place.district, place.province_code))


def place_name(place: Place) -> str:
    return f"{place.subdistrict} · {place.district} · {place.province}"
