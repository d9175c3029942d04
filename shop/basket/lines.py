"""Put goods in, change how many, take them out. Every change locks the basket first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from community.holidays.queries import Closed, holiday_of
from community.people.models import User
from shop.basket.contents import most, sellable
from shop.basket.finding import own_baskets
from shop.listings.models import Variant
from shop.listings.weights import GRAMS
from shop.money import baht, price_of


class TooMany(Exception):
    """More than there is, or than a line may hold.

    Carries the most that a line can have now, how many of them the basket has already, and
    whether it is the line's limit that binds, not the stock; grams for goods by weight.
    """

    def __init__(
        self, most: int, *, in_basket: int, is_limit: bool, is_weighed: bool = False
    ) -> None:
        super().__init__(most)
        self.most = most
        self.in_basket = in_basket
        self.is_limit = is_limit
        self.is_weighed = is_weighed


class CostsNothing(Exception):
    """So little of it comes to ฿0.00, which nobody can pay."""


class ShopClosed(Exception):
    """Its seller is on holiday. Carries until when."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(closed.last_day)
        self.closed = closed


class BasketClosed(Exception):
    """The basket was placed, by another tab."""


class LineGone(Exception):
    """The line was taken out before: by a second press, or by another tab."""


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
    """Add to what is there already. Raises ShopClosed, CostsNothing, TooMany, BasketClosed."""
    if closed := holiday_of(variant.listing.seller):
        raise ShopClosed(closed)
    if basket.pk is None:
        _open(basket)
    _lock(basket)
    record = variant.stock_record
    reference = f"{variant.product_id}_{record.pk}"
    line = basket.lines.filter(line_reference=reference).first()
    in_basket = line.quantity if line else 0
    total = quantity + in_basket
    _check(variant, total, in_basket)
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
    """Set how many, and take today's price as seen.

    Raises CostsNothing, TooMany, BasketClosed, LineGone, Http404.
    """
    line = get_line(basket, line_id)
    _lock(basket)
    _check(line.product.variant, quantity)
    price = line.stockrecord.price
    basket.lines.filter(pk=line.pk).update(
        quantity=quantity, price_incl_tax=price, price_excl_tax=price
    )


@transaction.atomic
def remove(basket: Basket, line_id: int) -> BasketLine:
    """Take the line out and return it as it was. Raises BasketClosed, LineGone, Http404."""
    line = get_line(basket, line_id)
    _lock(basket)
    basket.lines.filter(pk=line.pk).delete()
    return line


def get_line(basket: Basket, line_id: int) -> BasketLine:
    """Return a line of this very basket.

    Raises LineGone when there is none anywhere; Http404 when it is in another basket.
    """
    lines = BasketLine.objects.select_related("stockrecord", "product__variant__listing__seller")
    line = lines.filter(pk=line_id).first()
    if line is None:
        raise LineGone
    if line.basket_id != basket.pk:
        raise Http404
    return line


def _open(basket: Basket) -> None:
    """Save a new basket; a person's first two additions at once end in one basket."""
    if basket.owner_id:
        owner = User.objects.select_for_update().get(pk=basket.owner_id)
        other = own_baskets(owner).order_by("-pk").first()
        if other:
            basket.pk = other.pk
            basket.refresh_from_db()
            return
    basket.save()


def _lock(basket: Basket) -> None:
    if not lock_open([basket.pk]):
        raise BasketClosed


def _check(variant: Variant, quantity: int, in_basket: int = 0) -> None:
    per, price = GRAMS if variant.listing.is_weighed else 1, variant.stock_record.price
    if price is not None and not price_of(baht(price), quantity, per):
        raise CostsNothing
    possible = most(variant)
    if quantity > possible:
        is_limit = sellable(variant) != possible
        weighed = variant.listing.is_weighed
        raise TooMany(possible, in_basket=in_basket, is_limit=is_limit, is_weighed=weighed)
