"""Write a change that staff have accepted, as the seller wanted it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from oscar.apps.catalogue.models import Category

from community.people.models import User
from shop.listings.cards import rebuild_cards
from shop.listings.changing import write_words
from shop.listings.models import Listing, Photo
from shop.listings.offering import write_prices
from shop.listings.photos import add_kept_photo
from shop.listings.variants import write_axes, write_value
from shop.moderation.facts import AXES, CATEGORY, PHOTOS, PRICES, RELATED, Facts


def write_changes(listing: Listing, changes: Facts, by: User, *, owner: User | None) -> None:
    """Write words, prices and photos past the gate, in the names of those who asked."""
    words = {name: value for name, value in changes.items() if name not in {PRICES, PHOTOS, AXES}}
    if words:
        write_words(listing, _restored(words), by, owner=owner)
    if AXES in changes:
        _write_axes(listing, changes[AXES], by, owner)
    prices = {int(pk): Decimal(price) for pk, price in changes.get(PRICES, {}).items() if price}
    if prices:
        write_prices(listing, prices, by, owner=owner)
    if PHOTOS in changes:
        _write_photos(listing, changes[PHOTOS])


def _write_axes(listing: Listing, wish: list[list[Any]], by: User, owner: User | None) -> None:
    renamed = [(axis, *was) for axis, _values, *more in wish for was in more]
    for axis, old, new in renamed:
        write_value(listing, axis, old, new, by, owner=owner)
    if not renamed:
        write_axes(listing, dict(wish), by, owner=owner)


def _restored(words: Facts) -> dict[str, Any]:
    found = dict(words)
    if CATEGORY in found:
        found[CATEGORY] = Category.objects.get(pk=found[CATEGORY])
    if RELATED in found:
        found[RELATED] = Listing.objects.filter(pk__in=found[RELATED])
    return found


def _write_photos(listing: Listing, keys: list[str]) -> None:
    """Leave these photos, in this order; originals that were kept become photos."""
    listing.photos.exclude(key__in=keys).delete()
    there = set(listing.photos.values_list("key", flat=True))
    for key in keys:
        if key not in there:
            add_kept_photo(listing, key)
    for position, key in enumerate(keys):
        Photo.objects.filter(listing=listing, key=key).update(position=position)
    rebuild_cards([listing.pk])
