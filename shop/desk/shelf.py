"""What runs low on a seller's shelf."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant


def low_stock(seller: Seller) -> QuerySet[Variant]:
    """Return what is on sale and has no more left than its own limit, least first.

    Each carries `left`. What is made to order cannot run low.
    """
    left = F("stock_record__num_in_stock") - Coalesce(F("stock_record__num_allocated"), 0)
    return (
        Variant.objects.filter(
            listing__seller=seller,
            listing__state=Listing.State.PUBLISHED,
            listing__made_to_order_days=None,
        )
        .annotate(left=left)
        .filter(left__lte=F("stock_record__low_stock_threshold"))
        .select_related("listing")
        .order_by("left", "pk")
    )
