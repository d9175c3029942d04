"""Baht and satang: rounding, percents, VAT. Never a float; no Django."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

SATANG = Decimal("0.01")
ZERO = Decimal("0.00")


def baht(value: Decimal | int | str) -> Decimal:
    """Return an amount in baht, rounded half up to the satang."""
    if isinstance(value, float):
        raise TypeError("money is never a float")
    return Decimal(value).quantize(SATANG, ROUND_HALF_UP)


def to_satang(amount: Decimal) -> int:
    """Return whole satang. Raises ValueError for a fraction of a satang."""
    satang = amount * 100
    if satang != satang.to_integral_value():
        raise ValueError(f"{amount} baht is not a whole number of satang")
    return int(satang)


def from_satang(amount_satang: int) -> Decimal:
    return (Decimal(amount_satang) / 100).quantize(SATANG)


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Return percent of an amount, rounded half up to the satang."""
    return baht(amount * percent / 100)


def vat_inside(amount: Decimal, percent: Decimal) -> Decimal:
    """Return the VAT contained in an amount that includes it, rounded half up to the satang."""
    return baht(amount * percent / (100 + percent))


def price_of(unit_price: Decimal, quantity: int, per: int = 1) -> Decimal:
    """Return what a quantity costs where the price is for `per` of it.

    Goods by weight: baht for a kilogram, grams, per 1000. Rounded half up to the satang, once
    for the line; every room asks here, and the database's own checks round alike.
    """
    return baht(unit_price * quantity / per)


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return the amount's parts in proportion to the weights, which sum to it to the satang.

    Each part is rounded down; the satang that are left go one by one to those who lost most,
    among equals to the first. Without any weight the first takes all.
    """
    whole = sum(weights, ZERO)
    if not whole:
        return [amount if position == 0 else ZERO for position in range(len(weights))]
    exact = [amount * weight / whole for weight in weights]
    parts = [part.quantize(SATANG, ROUND_DOWN) for part in exact]
    left = to_satang(amount - sum(parts, ZERO))
    by_loss = sorted(range(len(parts)), key=lambda one: parts[one] - exact[one])
    for position in by_loss[:left]:
        parts[position] += SATANG
    return parts
