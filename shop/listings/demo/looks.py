"""A month of looks at the demo seller's goods."""

from __future__ import annotations

import zlib
from datetime import timedelta

from django.utils import timezone

from community.sellers.models import Seller
from shop.visits.models import Visits

DAYS = 30


def tell_visits(seller: Seller) -> None:
    today = timezone.localdate()
    Visits.objects.bulk_create(
        Visits(listing=listing, day=day, views=_views(listing.slug, ago, day.weekday() > 4))
        for listing in seller.listings.all()
        for ago in range(DAYS)
        for day in [today - timedelta(days=ago)]
    )


def _views(slug: str, ago: int, is_weekend: bool) -> int:
    chance = zlib.crc32(f"{slug} {ago}".encode())
    return 1 + chance % 6 + (4 if is_weekend else 0)
