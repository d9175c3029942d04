"""Baht and satang: rounding, percents, VAT. Never a float; no Django."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

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
