"""What each seller's ways of delivery cost for what is in the basket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop.basket.contents import Group
from shop.delivery.models import DeliveryMethod
from shop.money import ZERO, baht


@dataclass(frozen=True)
class DeliveryQuote:
    method: DeliveryMethod
    price: Decimal

    @property
    def is_pickup(self) -> bool:
        return self.method.kind == DeliveryMethod.Kind.PICKUP


def delivery_quotes(groups: Iterable[Group]) -> dict[int, list[DeliveryQuote]]:
    """Return, for each seller's id, the methods that can carry its lines; two queries at most."""
    groups = list(groups)
    methods = (
        DeliveryMethod.objects.filter(
            seller__in=[group.seller.pk for group in groups], is_active=True
        )
        .select_related("community")
        .prefetch_related("bands")
    )
    found: dict[int, list[DeliveryMethod]] = {}
    for method in methods:
        found.setdefault(method.seller_id, []).append(method)
    return {
        group.seller.pk: quotes_of(found.get(group.seller.pk, []), group.goods, group.weight_g)
        for group in groups
    }


def quotes_of(
    methods: Iterable[DeliveryMethod], goods: Decimal, weight_g: int
) -> list[DeliveryQuote]:
    prices = [(method, price_of(method, goods, weight_g)) for method in methods]
    return [DeliveryQuote(method, price) for method, price in prices if price is not None]


def price_of(method: DeliveryMethod, goods: Decimal, weight_g: int) -> Decimal | None:
    """Return the price in baht, or None when the method does not carry this weight."""
    price = _weight_price(method, weight_g) if method.kind == "weight" else baht(method.price)
    if price is None:
        return None
    return ZERO if method.free_from is not None and goods >= method.free_from else price


def _weight_price(method: DeliveryMethod, weight_g: int) -> Decimal | None:
    bands = sorted(method.bands.all(), key=lambda band: band.up_to_g)
    return next((baht(band.price) for band in bands if weight_g <= band.up_to_g), None)
