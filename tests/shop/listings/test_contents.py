"""Sizes are compared by one measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shop.listings.contents import Measure, measure_of, price_by
from shop.listings.models import Variant
from shop.partner.models import StockRecord


def variant(content: str | None, unit: str, price: str | None = "50.00") -> Variant:
    record = StockRecord(price=Decimal(price) if price else None)
    return Variant(
        stock_record=record, content=Decimal(content) if content else None, content_unit=unit
    )


@pytest.mark.parametrize(
    ("contents", "unit", "expected"),
    [
        (["200", "1800"], "g", Measure("g", 100)),
        (["1000", "5000"], "g", Measure("g", 1000)),
        (["700"], "ml", Measure("ml", 100)),
        (["2.5"], "m", Measure("m", 1)),
        (["6", "12"], "piece", Measure("piece", 1)),
        (["1", "1"], "piece", None),
    ],
)
def test_the_smallest_says_the_measure(
    contents: list[str], unit: str, expected: Measure | None
) -> None:
    assert measure_of([variant(content, unit) for content in contents]) == expected


def test_grams_and_pieces_are_not_compared() -> None:
    assert measure_of([variant("200", "g"), variant("3", "piece")]) is None
    assert measure_of([variant(None, "")]) is None


def test_a_price_by_measure_is_rounded_half_up() -> None:
    measure = Measure("g", 100)

    assert price_by(measure, variant("150", "g", "99.00")) == Decimal("66.00")
    assert price_by(measure, variant("160", "g", "1.00")) == Decimal("0.63")
    assert price_by(measure, variant("160", "g", None)) is None
    assert price_by(None, variant("160", "g")) is None
