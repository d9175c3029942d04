"""Two people change prices and stock: what the second did not touch stays as the first wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core import signing
from django.http import QueryDict

from shop.desk.listing_offer_forms import VariantForm

SALT = "talat.offers-as-seen"
Shown = dict[str, dict[str, str]]  # what each field says, by the prefix of its row


def sealed_offers(drawn: Sequence[VariantForm]) -> str:
    """Return what the rows say as they are drawn from the database, for a hidden field."""
    return signing.dumps(_shown(drawn), salt=SALT, compress=True)


def laid_over(posted: QueryDict, now: Sequence[VariantForm]) -> QueryDict:
    """Return what was typed, with what the rows say now wherever nobody touched them.

    `now` is drawn from the database. Without the seal everything counts as typed.
    """
    seen, data = _unsealed(posted.get("seen", "")), posted.copy()
    for prefix, fields in _shown(now).items():
        untouched = {
            name
            for name, was in seen.get(prefix, {}).items()
            if posted.get(f"{prefix}-{name}", "").strip() == was
        }
        if "left" not in untouched:
            # The difference to what was shown counts: what is sold meanwhile stays sold.
            untouched.discard("shown_left")
        for name in untouched & fields.keys():
            if f"{prefix}-{name}" in posted:
                data[f"{prefix}-{name}"] = fields[name]
    return data


def _shown(drawn: Sequence[VariantForm]) -> Shown:
    return {
        str(form.prefix): {field.name: _text(field.value()) for field in form} for form in drawn
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _unsealed(text: str) -> Shown:
    try:
        seen: Shown = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
    return seen
