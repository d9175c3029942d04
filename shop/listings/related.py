"""Goods that a seller shows beside others: "goes well with"."""

from __future__ import annotations

from collections.abc import Iterable

from shop.listings.models import Listing

MOST_RELATED = 6


def relate(listing: Listing, others: Iterable[Listing]) -> None:
    """Show these beside the listing: at most six of the same seller's, never itself."""
    own = [other for other in others if _fits(listing, other)]
    listing.related.set(own[:MOST_RELATED])


def _fits(listing: Listing, other: Listing) -> bool:
    return other.seller_id == listing.seller_id and other.pk != listing.pk
