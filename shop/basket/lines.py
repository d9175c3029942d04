"""Put goods in, change how many, take them out. Every change locks the basket first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from shop.basket.contents import most
from shop.listings.models import Variant


class TooMany(Exception):
    """More than there is, or than a line may hold; carries the most that can be had."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class BasketClosed(Exception):
    """The basket was placed, by another tab."""


@dataclass(frozen=True)
class Added:
    line: BasketLine
    quantity: int


def lock_open(ids: Iterable[int]) -> list[Basket]:
    """Lock the baskets that are still open, in the order of their ids."""
    baskets = Basket.objects.filter(pk__in=list(ids), status=Basket.OPEN)
    return list(baskets.order_by("pk").select_for_update())


@transaction.atomic
def add(basket: Basket, variant: Variant, quantity: int) -> Added:
    """Add to what is there already. Raises TooMany, BasketClosed."""
    if basket.pk is None:
        basket.save()
    _lock(basket)
    record = variant.stock_record
    reference = f"{variant.product_id}_{record.pk}"
    line = basket.lines.filter(line_reference=reference).first()
    total = quantity + (line.quantity if line else 0)
    _check(variant, total)
    if line is None:
        line = basket.lines.create(
            line_reference=reference,
            product_id=variant.product_id,
            stockrecord=record,
            quantity=total,
            price_currency="THB",
            price_excl_tax=record.price,
            price_incl_tax=record.price,
        )
    else:
        basket.lines.filter(pk=line.pk).update(quantity=total)
    return Added(line, total)


@transaction.atomic
def change(basket: Basket, line_id: int, quantity: int) -> None:
    """Set how many, and take today's price as seen. Raises TooMany, BasketClosed, Http404."""
    _lock(basket)
    line = get_line(basket, line_id)
    _check(line.product.variant, quantity)
    price = line.stockrecord.price
    basket.lines.filter(pk=line.pk).update(
        quantity=quantity, price_incl_tax=price, price_excl_tax=price
    )


@transaction.atomic
def remove(basket: Basket, line_id: int) -> BasketLine:
    _lock(basket)
    line = get_line(basket, line_id)
    basket.lines.filter(pk=line.pk).delete()
    return line


def get_line(basket: Basket, line_id: int) -> BasketLine:
    """Return a line of this very basket, or raise Http404."""
    lines = basket.lines.select_related("stockrecord", "product__variant__listing__seller")
    line = lines.filter(pk=line_id).first() if basket.pk else None
    if line is None:
        raise Http404
    return line


def _lock(basket: Basket) -> None:
    if not lock_open([basket.pk]):
        raise BasketClosed


def _check(variant: Variant, quantity: int) -> None:
    possible = most(variant)
    if quantity > possible:
        raise TooMany(possible)
