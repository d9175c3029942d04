"""What a browser does to a basket."""

from __future__ import annotations

from typing import Any

from django.test import Client
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from shop.listings.models import Listing
from tests.cast import variant_of


def put_in(browser: Client, listing: Listing, quantity: Any = "1", **options: Any) -> Any:
    data = {"variant": variant_of(listing).product_id, "quantity": quantity}
    return browser.post("/basket/add/", data, **options)


def line_of(listing: Listing, status: str = Basket.OPEN) -> BasketLine:
    return BasketLine.objects.get(product=variant_of(listing).product, basket__status=status)


def quantities(basket: Basket) -> dict[str, int]:
    """Return how many of each listing, by slug."""
    lines = basket.lines.select_related("product__variant__listing")
    return {line.product.variant.listing.slug: line.quantity for line in lines}
