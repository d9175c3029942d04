"""Before and after of a question to staff, fact by fact, in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.browse.shelves import shelves
from shop.display.prices import baht_text
from shop.listings.models import Listing, Variant
from shop.listings.units import unit_label
from shop.moderation.facts import (
    AXES,
    CATEGORY,
    NAMES,
    PHOTOS,
    PRICES,
    RELATED,
    TEXTS,
    Facts,
    applied,
    facts_of,
    text_of,
)
from shop.moderation.labels import label_of
from shop.moderation.models import Look

Part = tuple[str, bool]  # a piece of text, and whether it is what was found


@dataclass(frozen=True)
class Row:
    """One fact, as it was and as it would be."""

    label: str
    before: str
    after: list[Part]
    is_changed: bool


def before_and_after(look: Look) -> tuple[Facts, Facts]:
    """Return the facts to compare: live ones while it waits, afterwards as they were then."""
    if look.state != Look.State.WAITING:
        after = applied(look.before, look.after) if _is_edit(look) and look.before else look.after
        return look.before, after
    now = facts_of(look.listing)
    return (now, applied(now, look.after)) if _is_edit(look) else (look.before, now)


def _is_edit(look: Look) -> bool:
    return look.kind == Look.Kind.EDIT


def rows_of(look: Look, before: Facts, after: Facts) -> list[Row]:
    names = [*NAMES, CATEGORY, "unit", *TEXTS]
    names += [name for name in after if name not in {*names, PRICES, PHOTOS}]
    rows = [
        _row(look, name, before, after) for name in names if before.get(name) or after.get(name)
    ]
    return [*rows, *_price_rows(look.listing, before.get(PRICES, {}), after.get(PRICES, {}))]


def _row(look: Look, name: str, before: Facts, after: Facts) -> Row:
    old, new = said(look.listing, name, before), said(look.listing, name, after)
    found = [one["written"] for one in look.why if one.get("field") == name]
    return Row(label_of(name), old, marked(new, found), bool(before) and old != new)


def said(listing: Listing, name: str, facts: Facts) -> str:
    """Return a fact in words; a value that is not among the facts is the listing's own."""
    if not facts:
        return ""
    value = facts.get(name, getattr(listing, name, ""))
    if name == CATEGORY:
        shelf = shelves().by_id.get(value)
        return shelf.name if shelf else str(value)
    if name == RELATED:
        titles = Listing.objects.filter(pk__in=value if name in facts else [])
        return ", ".join(str(one) for one in titles)
    if name == AXES:
        return text_of(facts, name)
    if name == "unit":
        return unit_label(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def marked(text: str, found: list[str]) -> list[Part]:
    """Cut a text where one of these stands, to show them."""
    for one in found:
        before, there, after = text.partition(one)
        if there:
            return [*marked(before, found), (there, True), *marked(after, found)]
    return [(text, False)] if text else []


def _price_rows(listing: Listing, before: Facts, after: Facts) -> list[Row]:
    variants = Variant.objects.filter(pk__in=after).select_related("listing")
    names = {str(variant.pk): variant.name for variant in variants}
    return [
        Row(
            f"{label_of('price')} · {names[pk]}" if names.get(pk) else label_of("price"),
            _baht(before.get(pk)),
            [(_baht(price), False)],
            bool(before) and before.get(pk) != price,
        )
        for pk, price in after.items()
    ]


def _baht(price: Any) -> str:
    return baht_text(Decimal(price)) if price else "–"


def differ(before: Facts, after: Facts, name: str) -> bool:
    return bool(before) and before.get(name) != after.get(name)
