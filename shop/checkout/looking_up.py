"""The "find" button of the address: the form as typed, with the postcode's places to choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from shop.checkout.forms import SEPARATOR, ContactForm, place_choices
from shop.checkout.models import Draft

PLACE_FIELDS = ("subdistrict", "district", "province_code")


def look_up(typed: Mapping[str, str], draft: Draft) -> ContactForm:
    """Return the form with no complaint but that there is no such postcode."""
    keys = [key for key, _name in place_choices(typed.get("postcode", ""))]
    form = ContactForm(initial={**typed, **_place(typed, draft, keys)})
    if keys:
        form.fields["place"].widget.attrs["autofocus"] = True
    else:
        form.errors["postcode"] = form.error_class(
            [_("There is no such postcode. It has five digits.")]
        )
    return form


def _place(typed: Mapping[str, str], draft: Draft, keys: list[str]) -> dict[str, Any]:
    """Return what the place's own fields say after looking up."""
    found: dict[str, Any] = {"place": "", "picks_up": "picks_up" in typed}
    named = place_key_of(typed)
    if named in keys or len(keys) == 1:
        found["place"] = named if named in keys else keys[0]
    elif keys and named == place_key_of(vars(draft)):
        # The place of the postcode before, which nobody wrote by hand.
        found.update(dict.fromkeys(PLACE_FIELDS, ""))
    return found


def place_key_of(values: Mapping[str, str]) -> str:
    return SEPARATOR.join(values.get(name, "") for name in PLACE_FIELDS)
