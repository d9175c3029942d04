"""The only way from an address to a thing that somebody waits for: on sale, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant


def on_sale() -> QuerySet[Variant]:
    """Return what can be bought, or could if there were any left."""
    return Variant.objects.filter(
        listing__state=Listing.State.PUBLISHED,
        listing__seller__state=Seller.State.APPROVED,
        stock_record__price__isnull=False,
    )


def get_variants(product_id: int) -> list[Variant]:
    """Return the variants of a listing on sale, in order."""
    found = on_sale().filter(listing__product=product_id)
    variants = list(found.select_related("stock_record", "listing__seller"))
    if not variants:
        raise Http404
    return variants
