"""Baht and satang: rounding and splitting. Never a float; no Django."""

from __future__ import annotations

from collections.abc import Sequence
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


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split an amount by weight to the satang: the parts sum to the amount exactly.

    Largest remainder: what rounding down leaves over goes, a satang each, to the parts that
    lost most, the earlier part first. Raises ValueError when there is nothing to weigh by.
    """
    total = sum(weights, ZERO)
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("split needs weights that are not negative and sum above zero")
    satang = to_satang(amount)
    exact = [satang * weight / total for weight in weights]
    parts = [int(value // 1) for value in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: satang - sum(parts)]:
        parts[i] += 1
    return [from_satang(part) for part in parts]
