"""What a card says about stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from shop.listings.models import Variant
from shop.listings.weights import LEAST_G


@dataclass
class Shelf:
    """Everything of one listing that can be put in a basket."""

    prices: list[Decimal] = field(default_factory=list)
    left: int = 0
    low: int = 0

    def add(self, price: Decimal, left: int, low: int) -> None:
        self.prices.append(price)
        self.left += left
        self.low += low

    def few_left(self, is_made_to_order: bool) -> int | None:
        """Return how many are left when a buyer should hurry, else None."""
        return None if is_made_to_order or self.left > self.low else self.left

    def is_available(self, is_made_to_order: bool) -> bool:
        return bool(self.prices) and (is_made_to_order or self.left > 0)


def shelves_of(listing_ids: Collection[int]) -> dict[int, Shelf]:
    """Return the stock of each listing in one query; a variant without a price is not for sale."""
    rows = Variant.objects.filter(
        listing__in=listing_ids, stock_record__price__isnull=False
    ).values_list(
        "listing_id",
        "stock_record__price",
        Greatest(
            Coalesce(F("stock_record__num_in_stock"), 0)
            - Coalesce(F("stock_record__num_allocated"), 0),
            0,
        ),
        Coalesce(F("stock_record__low_stock_threshold"), 0),
        "listing__is_weighed",
    )
    found: dict[int, Shelf] = defaultdict(Shelf)
    for listing_id, price, left, low, is_weighed in rows:
        too_light = is_weighed and left < LEAST_G
        found[listing_id].add(price, 0 if too_light else left, low)
    return found
