"""The price of 100 g, a litre, a metre or a piece, so that sizes can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from shop.listings.models import Variant
from shop.money import baht

SMALL = Decimal(1000)  # below a kilogram or a litre, people compare by the hundred


@dataclass(frozen=True, slots=True)
class Measure:
    """What a price is compared by: `size` of a content unit."""

    unit: str  # g, ml, m, piece
    size: int

    @property
    def label(self) -> str:
        return {
            ("g", 100): _("100 g"),
            ("g", 1000): _("kg"),
            ("ml", 100): _("100 ml"),
            ("ml", 1000): _("litre"),
            ("m", 1): _("metre"),
            ("piece", 1): _("piece"),
        }[self.unit, self.size]


def measure_of(variants: Iterable[Variant]) -> Measure | None:
    """Return the one measure for all variants of a listing, or None where it says nothing.

    Nothing is compared by the piece where there is one piece in everything.
    """
    contents = [(one.content, one.content_unit) for one in variants if one.content]
    units = {unit for _content, unit in contents}
    if len(units) != 1 or not units <= {"g", "ml", "m", "piece"}:
        return None
    unit, least = units.pop(), min(content for content, _unit in contents)
    if unit in ("g", "ml"):
        return Measure(unit, 100 if least < SMALL else 1000)
    alone = unit == "piece" and all(content == 1 for content, _unit in contents)
    return None if alone else Measure(unit, 1)


def price_by(measure: Measure | None, variant: Variant) -> Decimal | None:
    """Return the variant's price for the measure, in baht, rounded half up to the satang."""
    price = variant.stock_record.price
    if measure is None or price is None or not variant.content:
        return None
    return baht(price * measure.size / variant.content)
