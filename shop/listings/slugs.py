"""The address of a listing's page. An old one still leads there: the number in it counts."""

from __future__ import annotations

from django.db import transaction
from oscar.apps.catalogue.models import Product

from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.listings.romanise import slug_for


@transaction.atomic
def propose(listing_id: int) -> None:
    """Write the address that the titles ask for, unless the seller wrote one. Locks the listing."""
    listing = Listing.objects.select_for_update().filter(pk=listing_id, slug_is_own=False).first()
    if listing is None:
        return
    slug = slug_for(listing.title_th, listing.title_en)
    if slug == listing.slug:
        return
    Listing.objects.filter(pk=listing_id).update(slug=slug)
    Product.objects.filter(pk=listing.product_id).update(slug=slug)
    rebuild_cards([listing_id])
