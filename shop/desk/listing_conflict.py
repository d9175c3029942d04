"""Two people change one listing: the second is shown both, and decides.

What only one of them wrote is nobody's quarrel: it is kept without a word lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.forms import BoundField, Form
from django.http import QueryDict

from community.audit.models import Act
from shop.desk.listing_forms import ListingWordsForm, words_of
from shop.listings.models import Listing

SALT = "talat.listing-as-seen"


@dataclass(frozen=True)
class Clash:
    """A field that both wrote; `theirs` is what it says now, as people read it."""

    field: BoundField
    theirs: str


@dataclass(frozen=True)
class Merged:
    """What was typed, with what only the other one wrote; and where both wrote."""

    form: ListingWordsForm
    clashes: list[Clash]
    kept: list[str]  # labels of what only the other one wrote


def sealed_words(listing: Listing) -> str:
    """Return the listing's words as they are shown now, for a hidden field."""
    return signing.dumps(words_of(listing), salt=SALT, compress=True)


def merged(posted: QueryDict, now: Listing) -> Merged:
    """Lay what was typed over what the listing says now."""
    seen = _unsealed(posted.get("seen", ""))
    theirs = {name: said for name, said in words_of(now).items() if seen.get(name, ...) != said}
    data = posted.copy()
    untouched = [name for name in theirs if name in seen and _same(posted.get(name), seen[name])]
    for name in untouched:
        data[name] = _text(theirs[name])
    form = ListingWordsForm(data, listing=now)
    return Merged(
        form,
        [
            Clash(form[name], shown_value(form, name, said))
            for name, said in theirs.items()
            if name in form.fields and not _same(data.get(name), said)
        ],
        [str(form.fields[name].label) for name in untouched if name in form.fields],
    )


def shown_value(form: Form, name: str, value: Any) -> str:
    """Return a value as the form's reader knows it: a choice by its words."""
    choices = getattr(form.fields[name], "choices", None)
    return _text(value) if choices is None else _word_of(list(choices), _text(value))


def last_hand(listing: Listing) -> str:
    """Return who wrote last; empty where it is not known."""
    label = listing._meta.label_lower
    act = Act.objects.filter(target_type=label, target_id=listing.pk).first()
    return act.who if act else ""


def _unsealed(text: str) -> dict[str, Any]:
    try:
        seen = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
    return seen if isinstance(seen, dict) else {}


def _word_of(choices: list[Any], value: str) -> str:
    for key, word in choices:
        if isinstance(word, list | tuple):
            if found := _word_of(list(word), value):
                return found
        elif str(key) == value:
            return str(word)
    return ""


def _same(typed: str | None, said: Any) -> bool:
    return " ".join((typed or "").split()) == " ".join(_text(said).split())


def _text(value: Any) -> str:
    return "" if value is None else str(value)
