"""What is in a basket, grouped by seller, with today's prices and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from oscar.apps.basket.models import Basket
from oscar.apps.offer.applicator import Applicator

from community.holidays.queries import Closed, may_be_closed, on_holiday
from community.sellers.models import Seller
from shop.listings.models import Listing, Photo, Variant
from shop.listings.weights import GRAMS, LEAST_G
from shop.money import ZERO, baht, price_of
from shop.partner.strategy import Strategy
from shop.stock.reserving import left_of


class Problem(Enum):
    WITHDRAWN = "withdrawn"  # not on sale any more, or its seller is not
    CLOSED = "closed"  # its seller is on holiday
    SOLD_OUT = "sold_out"
    FEWER_LEFT = "fewer_left"


@dataclass(frozen=True)
class Line:
    """A basket line. `left` is None for what is made to order without end.

    Quantity and `left` are grams where goods are sold by weight; the price is for a kilogram.
    """

    basket_line: Any
    variant: Variant
    quantity: int
    unit_price: Decimal
    price_when_added: Decimal
    discount: Decimal
    left: int | None
    problem: Problem | None
    closed: Closed | None = None  # until when its seller is on holiday

    @property
    def id(self) -> int:
        return int(self.basket_line.pk)

    @property
    def listing(self) -> Listing:
        return self.variant.listing

    @property
    def seller(self) -> Seller:
        return self.variant.listing.seller

    @property
    def stock_record_id(self) -> int:
        return self.variant.stock_record_id

    @property
    def unit(self) -> str:
        return self.listing.unit

    @property
    def is_weighed(self) -> bool:
        return self.listing.is_weighed

    @property
    def per(self) -> int:
        """Return what the price is for: one, or the grams of a kilogram."""
        return GRAMS if self.is_weighed else 1

    @property
    def weight_limit_percent(self) -> int | None:
        return self.listing.weight_limit_percent if self.is_weighed else None

    @property
    def pieces(self) -> int:
        """Return how many things it is: what is weighed is one, however heavy."""
        return 1 if self.is_weighed else self.quantity

    @property
    def goods(self) -> Decimal:
        return price_of(self.unit_price, self.quantity, self.per)

    @property
    def weight_g(self) -> int:
        """Return the weight for delivery, packed; a kilogram with its box is never less."""
        if self.is_weighed:
            return -(-max(self.variant.weight_g, GRAMS) * self.quantity // GRAMS)
        return self.variant.weight_g * self.quantity

    @property
    def price_changed(self) -> bool:
        return self.unit_price != self.price_when_added

    @property
    def photo(self) -> Photo | None:
        return next(iter(self.listing.photos.all()), None)


@dataclass(frozen=True)
class Group:
    """One seller's lines."""

    seller: Seller
    lines: list[Line]

    @property
    def goods(self) -> Decimal:
        return sum((line.goods for line in self.lines), ZERO)

    @property
    def discount(self) -> Decimal:
        return sum((line.discount for line in self.lines), ZERO)

    @property
    def weight_g(self) -> int:
        return sum(line.weight_g for line in self.lines)


@dataclass(frozen=True)
class Contents:
    basket: Basket
    groups: list[Group] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def goods(self) -> Decimal:
        return sum((group.goods for group in self.groups), ZERO)

    @property
    def discount(self) -> Decimal:
        return sum((group.discount for group in self.groups), ZERO)

    @property
    def count(self) -> int:
        return sum(line.pieces for line in self.lines)

    @property
    def problems(self) -> list[Line]:
        return [line for line in self.lines if line.problem]


def read_contents(basket: Basket) -> Contents:
    """Read the lines and apply the offers, with a fixed number of queries.

    Sellers come in the order in which their first line was added.
    """
    if not basket.pk:
        return Contents(basket)
    if not basket.has_strategy:
        basket.strategy = Strategy()
    basket.reset_offer_applications()
    basket._lines = _stored_lines(basket)
    if not basket._lines:
        return Contents(basket)
    Applicator().apply(basket, basket.owner or AnonymousUser())
    closed = _closed(basket._lines)
    return Contents(basket, _grouped(_line(stored, closed) for stored in basket._lines))


def _stored_lines(basket: Basket) -> Any:
    lines = basket.lines.select_related(
        "stockrecord",
        "product__product_class",
        "product__parent__product_class",
        "product__variant__stock_record",
        "product__variant__listing__seller__province",
    )
    photos = Photo.objects.filter(state=Photo.State.READY)
    found = lines.prefetch_related(Prefetch("product__variant__listing__photos", queryset=photos))
    seller = "product__variant__listing__seller"
    found = found.annotate(may_be_closed=may_be_closed(seller)).order_by("pk")
    for stored in found:  # evaluated here: offers write their discounts onto these very objects
        _count_as_one(stored)
    return found


def _count_as_one(stored: Any) -> None:
    """Let offers see goods by weight as one thing at its whole price, whatever it weighs."""
    stored.ordered = stored.quantity
    if stored.product.variant.listing.is_weighed:
        stored.grams, stored.quantity = stored.quantity, 1


def _closed(stored_lines: Iterable[Any]) -> Mapping[int, Closed]:
    asked = [stored for stored in stored_lines if stored.may_be_closed]
    return on_holiday(one.product.variant.listing.seller_id for one in asked) if asked else {}


def _line(stored: Any, on_holiday: Mapping[int, Closed]) -> Line:
    variant: Variant = stored.product.variant
    record = variant.stock_record
    left = sellable(variant)
    closed = on_holiday.get(variant.listing.seller_id)
    price = baht(record.price or 0)
    return Line(
        basket_line=stored,
        variant=variant,
        quantity=stored.ordered,
        unit_price=price,
        price_when_added=baht(stored.price_incl_tax or price),
        discount=baht(stored.discount_value or 0),
        left=left,
        problem=_problem(variant, stored.ordered, left, closed),
        closed=closed,
    )


def sellable(variant: Variant) -> int | None:
    """Return how many, or grams, can be bought now; None where they are made to order.

    A rest too light to be sold is none.
    """
    if variant.listing.made_to_order_days is not None:
        return None
    left = max(left_of(variant.stock_record), 0)
    return 0 if variant.listing.is_weighed and left < LEAST_G else left


def most(variant: Variant) -> int:
    """Return the largest quantity, or grams, that one line may ask for."""
    left = sellable(variant)
    limit: int = settings.LINE_QUANTITY_LIMIT * (GRAMS if variant.listing.is_weighed else 1)
    return limit if left is None else min(left, limit)


def _problem(
    variant: Variant, quantity: int, left: int | None, closed: Closed | None
) -> Problem | None:
    if not variant.listing.is_on_sale or variant.stock_record.price is None:
        return Problem.WITHDRAWN
    if closed:
        return Problem.CLOSED
    if left == 0:
        return Problem.SOLD_OUT
    if left is not None and quantity > left:
        return Problem.FEWER_LEFT
    return None


def _grouped(lines: Iterable[Line]) -> list[Group]:
    groups: dict[int, Group] = {}
    for line in lines:
        groups.setdefault(line.seller.pk, Group(line.seller, [])).lines.append(line)
    return list(groups.values())
