"""What a seller may sell at the stall without a line, as the telephone keeps it."""

from __future__ import annotations

from django.urls import reverse

from community.sellers.powers import Power
from shop.desk.access import Desk
from shop.listings.models import Listing, Variant
from shop.listings.units import unit_label

MOST = 200  # a stall has no more; the newest of a larger shop
ON_THE_SHELF = (Listing.State.PUBLISHED, Listing.State.PAUSED)


def things_of(desk: Desk) -> list[dict[str, object]]:
    """Return address of the form, name and unit of each; nothing for who may not count. One query.

    Numbers are left out: without a line they would be old.
    """
    if not desk.may(Power.MANAGE_STOCK):
        return []
    variants = Variant.objects.filter(
        listing__seller=desk.seller,
        listing__state__in=ON_THE_SHELF,
        stock_record__price__isnull=False,
    )
    newest = variants.select_related("listing").order_by("-listing_id", "position")[:MOST]
    return [_told(variant) for variant in newest]


def _told(variant: Variant) -> dict[str, object]:
    listing = variant.listing
    return {
        "action": reverse("desk:stock-sold", args=[variant.pk]),
        "name": " · ".join(filter(None, [listing.title, variant.name])),
        "unit": unit_label("kg" if listing.is_weighed else listing.unit),
        "is_weighed": listing.is_weighed,
    }
