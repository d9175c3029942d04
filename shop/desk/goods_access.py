"""The only ways from a request to a seller's goods: one's own, or a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from shop.desk.access import Desk
from shop.desk.goods_list import all_listings, own_listings
from shop.listings.models import Listing, Variant


def get_own_listing(desk: Desk, pk: int) -> Listing:
    return get_object_or_404(own_listings(desk).select_related("seller"), pk=pk)


def get_any_listing(desk: Desk, pk: int) -> Listing:
    """Return one's own, withdrawn or not: for pages that change nothing."""
    return get_object_or_404(all_listings(desk).select_related("seller"), pk=pk)


def get_own_variant(listing: Listing, pk: int) -> Variant:
    return get_object_or_404(listing.variants.select_related("stock_record", "listing"), pk=pk)


def get_own_listings(desk: Desk, pks: list[int]) -> list[Listing]:
    """Return those of one's own among them, in the order of the list; others are not there."""
    found = own_listings(desk).filter(pk__in=pks).select_related("seller", "category")
    return list(found.order_by("-pk"))
