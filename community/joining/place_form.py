"""A place in a form: chosen from the postcode's, or written by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from community.places.lookup import clean_postcode, fits, is_known, province_choices
from shop.checkout.forms import SEPARATOR, place_choices

PLACE = ("subdistrict", "district", "province_code")


class PlaceForm(forms.Form):
    postcode = LineField(
        label=_("Postcode"), max_length=20, required=False, autocomplete="postal-code"
    )
    place = forms.ChoiceField(
        label=_("Sub-district"),
        required=False,
        error_messages={"invalid_choice": _("Choose a sub-district of this postcode.")},
    )
    subdistrict = LineField(
        label=_("Sub-district"), max_length=80, required=False, autocomplete="address-level3"
    )
    district = LineField(
        label=_("District"), max_length=80, required=False, autocomplete="address-level2"
    )
    province_code = forms.ChoiceField(label=_("Province"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer_places()

    @property
    def is_by_hand(self) -> bool:
        """Say whether the place is written by hand, so that its fields must be seen."""
        return any(self[name].value() or self[name].errors for name in PLACE)

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        postcode = clean_postcode(typed)
        if typed and not is_known(postcode):
            raise forms.ValidationError(_("There is no such postcode. It has five digits."))
        return postcode

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if chosen := cleaned.get("place"):
            cleaned.update(zip(PLACE, chosen.split(SEPARATOR), strict=True))
        self._need_fit(cleaned)
        return cleaned

    def _offer_places(self) -> None:
        postcode = str(self["postcode"].value() or "")
        self.places = place_choices(postcode) if clean_postcode(postcode) else []
        self.fields["place"].choices = [("", _("Choose")), *self.places]  # type: ignore[attr-defined]
        self.fields["province_code"].choices = [("", _("Choose")), *province_choices()]  # type: ignore[attr-defined]
        self.fields["postcode"].widget.attrs.update(
            {"inputmode": "numeric", "data-autosubmit": "look_up"}
        )

    def _need_fit(self, cleaned: dict[str, Any]) -> None:
        postcode, province = cleaned.get("postcode"), cleaned.get("province_code")
        if postcode and province and not fits(postcode, province):
            self.add_error("postcode", _("This postcode is not in that province."))
