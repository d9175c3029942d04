"""Goods that a seller shows beside others."""

from __future__ import annotations

from shop.browse.queries import cards
from shop.browse.remembering import remembered, remembered_each
from shop.listings.models import Listing, ListingCard
from shop.listings.related import MOST_RELATED


def beside(listing_id: int) -> list[ListingCard]:
    """Return the cards of what goes with it and is on sale."""
    return _beside(listing_id) if listing_id in _with_others() else []


# One question a minute for all: most goods have none beside them.
@remembered(seconds=60)
def _with_others() -> set[int]:
    rows = Listing.related.through.objects.values_list("from_listing_id", flat=True)
    return set(rows.distinct())


@remembered_each(seconds=60)
def _beside(listing_id: int) -> list[ListingCard]:
    chosen = Listing.related.through.objects.filter(from_listing=listing_id)
    ids = chosen.values("to_listing_id")
    return list(cards().filter(pk__in=ids).order_by("pk")[:MOST_RELATED])
