"""Certificates in words that a buyer understands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shop.listings.certificates import kind_of, number_of, ranked

NAMES = {
    "otop": _("OTOP {number}★"),
    "gi": _("GI"),
    "organic": _("Organic"),
    "fda": _("FDA"),
    "tcps": _("TCPS"),
    "halal": _("Halal"),
}
MEANINGS = {
    "otop": _("OTOP Product Champion, {number} stars of five"),
    "gi": _("Geographical indication: it can only come from this place"),
    "organic": _("Grown without chemicals, certified"),
    "fda": _("Registered with the Thai FDA, no. {number}"),
    "tcps": _("Thai community product standard, no. {number}"),
    "halal": _("Certified halal"),
}
COLOURS = {"otop": "otop", "gi": "otop", "organic": "ok", "fda": "info"}


@dataclass(frozen=True, slots=True)
class Words:
    """A certificate on the screen: `kind` is the colour of its tag."""

    kind: str
    text: str
    meaning: str


def words_for(certificate: str) -> Words:
    code, number = kind_of(certificate), number_of(certificate)
    return Words(
        kind=COLOURS.get(code, "info"),
        text=str(NAMES[code]).format(number=number),
        meaning=str(MEANINGS[code]).format(number=number),
    )


def all_words(certificates: list[str]) -> list[Words]:
    return [words_for(certificate) for certificate in ranked(certificates)]
