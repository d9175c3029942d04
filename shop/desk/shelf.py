"""What runs low on a seller's shelf."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant


def low_stock(seller: Seller) -> QuerySet[Variant]:
    """Return what is on sale and has no more left than its own limit, least first.

    Each carries `left`. What is made to order cannot run low.
    """
    return _low(Variant.objects.filter(listing__seller=seller)).select_related("listing")


def low_counts(seller_ids: Collection[int]) -> dict[int, int]:
    """Return how much runs low, by seller; who has nothing low is not in it. One query."""
    low = _low(Variant.objects.filter(listing__seller__in=seller_ids)).order_by()
    return dict(low.values_list("listing__seller").annotate(Count("pk")))


def _low(variants: QuerySet[Variant]) -> QuerySet[Variant]:
    left = F("stock_record__num_in_stock") - Coalesce(F("stock_record__num_allocated"), 0)
    return (
        variants.filter(listing__state=Listing.State.PUBLISHED, listing__made_to_order_days=None)
        .annotate(left=left)
        .filter(left__lte=F("stock_record__low_stock_threshold"))
        .order_by("left", "pk")
    )
