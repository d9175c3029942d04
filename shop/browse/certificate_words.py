"""Certificates in words that a buyer understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.display.dates import BUDDHIST_ERA, in_thai
from shop.listings.certificates import (
    Entry,
    code_of,
    kind_of,
    last_day,
    number_of,
    valid_on,
)
from shop.listings.models import ListingCard

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
# Kinds whose meaning does not name the number, where there is one.
NUMBERED = _("{meaning}, no. {number}")
OF_YEAR = _("OTOP Product Champion {year}, {number} stars of five")
COLOURS = {"otop": "otop", "gi": "otop", "organic": "ok", "fda": "info"}


@dataclass(frozen=True, slots=True)
class Words:
    """A certificate on the screen: `kind` is the colour of its tag."""

    kind: str
    text: str
    meaning: str
    until: date | None = None


def words_for(code: str) -> Words:
    kind, number = kind_of(code), number_of(code)
    return Words(
        kind=COLOURS.get(kind, "info"),
        text=str(NAMES[kind]).format(number=number),
        meaning=str(MEANINGS[kind]).format(number=number),
    )


def all_words(entries: Iterable[Entry]) -> list[Words]:
    """Return those that count today, by Thai time."""
    return [_words_of(entry) for entry in valid_on(entries, timezone.localdate())]


def _words_of(entry: Entry) -> Words:
    words = words_for(code_of(entry))
    return Words(words.kind, words.text, _meaning(entry, words.meaning), last_day(entry))


def _meaning(entry: Entry, meaning: str) -> str:
    if entry["kind"] == "otop" and entry["year"]:
        year = entry["year"] + (BUDDHIST_ERA if in_thai() else 0)
        return str(OF_YEAR).format(year=year, number=entry["stars"])
    if entry["kind"] in {"gi", "organic", "halal"} and entry["number"]:
        return str(NUMBERED).format(meaning=meaning, number=entry["number"])
    return meaning


def certificate_now(card: ListingCard) -> str:
    """Return the code of the card's certificate, or nothing once its last day is over."""
    until = card.certificate_until
    return "" if until and until < timezone.localdate() else card.certificate
