"""How often something ran low, told from the stock book."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.stock.models import Movement

DAYS = 90


def low_times(listing_id: int) -> int:
    """Return how often what was on hand fell to the seller's own limit in the last ninety days."""
    limit = F("stock_record__low_stock_threshold")
    fell = Movement.objects.filter(
        stock_record__variant__listing=listing_id, before__gt=limit, after__lte=limit
    )
    lately = fell.alias(when=Coalesce("happened_at", "at"))
    return lately.filter(when__gte=timezone.now() - timedelta(days=DAYS)).count()
