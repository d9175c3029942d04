"""What a listing says and costs, as JSON: what staff compare, and what changes are measured by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model

from shop.listings.axes import values_of
from shop.listings.models import Listing, Variant
from shop.listings.variants import OUT

Facts = dict[str, Any]
NAMES = ("title_th", "title_en")
TEXTS = ("description_th", "description_en")
PRICES, PHOTOS, RELATED, CATEGORY = "prices", "photos", "related", "category"
# What it comes in, as lists, for the database keeps no order of names: [["สี", ["แดง", "คราม"]]].
# In a wish a third item says which value is written otherwise: ["แดง", "แดงครั่ง"].
AXES = "axes"
READ = (*NAMES, *TEXTS, "search_terms", AXES)  # buyers read it: no word that may not be sold


def facts_of(listing: Listing) -> Facts:
    """Return what the gate looks at, as it is in the database now. Three queries."""
    return {
        **{name: getattr(listing, name) for name in (*NAMES, *TEXTS, "search_terms")},
        "unit": listing.unit,
        AXES: axes_of(listing),
        CATEGORY: listing.category_id,
        PRICES: prices_of(listing),
        PHOTOS: photos_of(listing),
    }


def prices_of(listing: Listing) -> dict[str, str | None]:
    rows = Variant.objects.filter(listing=listing).values_list("pk", "stock_record__price")
    return {str(pk): _plain(price) for pk, price in rows.order_by("pk")}


def axes_of(listing: Listing) -> list[list[Any]]:
    variants = Variant.objects.filter(listing=listing).exclude(position=OUT)
    options = variants.order_by("position", "pk").values_list("options", flat=True)
    return [[name, values] for name, values in values_of(listing.axes, options).items()]


def text_of(facts: Facts, name: str) -> str:
    """Return a fact that buyers read as a text; empty where it is not among the facts."""
    if name == AXES:
        axes = facts.get(AXES) or []
        return "\n".join(f"{axis}: {', '.join(values)}" for axis, values, *_was in axes)
    return str(facts.get(name) or "")


def photos_of(listing: Listing) -> list[str]:
    return list(listing.photos.order_by("position", "pk").values_list("key", flat=True))


def differing(listing: Listing, changes: Mapping[str, Any]) -> Facts:
    """Return those changes that change something, as JSON."""
    wanted = {name: _plain(value) for name, value in changes.items()}
    return {name: value for name, value in wanted.items() if value != _now(listing, name, value)}


def _now(listing: Listing, name: str, wanted: Any) -> Any:
    if name == PRICES:
        now = prices_of(listing)
        return {pk: now.get(pk) for pk in wanted}
    if name == PHOTOS:
        return photos_of(listing)
    if name == AXES:
        return axes_of(listing)
    if name == RELATED:
        return list(listing.related.order_by("pk").values_list("pk", flat=True))
    return listing.category_id if name == CATEGORY else _plain(getattr(listing, name))


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        plain = [_plain(one) for one in value]
        return sorted(plain) if all(isinstance(one, Model) for one in value) else plain
    return value


def applied(facts: Facts, changes: Facts) -> Facts:
    """Return the facts with the changes in them."""
    prices = {**facts[PRICES], **changes.get(PRICES, {})}
    return {**facts, **changes, PRICES: prices}


def as_written(now: Facts, changes: Facts) -> Facts:
    """Return what these changes wrote, as it is among the facts now."""
    written = {name: now[name] for name in changes if name in now}
    if PRICES in written:
        written[PRICES] = {pk: now[PRICES].get(pk) for pk in changes[PRICES]}
    return written


def seal_of(*parts: Facts) -> str:
    """Return what differs as soon as one of the facts does: staff decide on what they saw."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
