from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.money import baht, from_satang, percent_of, to_satang, vat_inside

AMOUNTS = st.decimals(min_value=0, max_value=10_000_000, places=2)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)
HALF_A_SATANG = Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (1, "1.00"),
        ("1.5", "1.50"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        (Decimal("1250.504"), "1250.50"),
    ],
)
def test_baht_rounds_half_up_to_the_satang(value: Decimal | int | str, rounded: str) -> None:
    amount = baht(value)

    assert str(amount) == rounded


@pytest.mark.parametrize("value", [0.1, 1.0, float("nan")])
def test_a_float_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        baht(value)


@pytest.mark.parametrize(
    ("amount", "satang"), [("0.00", 0), ("0.01", 1), ("19.99", 1999), ("1820", 182000)]
)
def test_baht_are_whole_satang(amount: str, satang: int) -> None:
    assert to_satang(Decimal(amount)) == satang
    assert isinstance(to_satang(Decimal(amount)), int)


def test_a_fraction_of_a_satang_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0\.015"):
        to_satang(Decimal("0.015"))


@pytest.mark.parametrize(
    ("satang", "amount"), [(0, "0.00"), (1, "0.01"), (10, "0.10"), (182000, "1820.00")]
)
def test_satang_are_baht_with_two_places(satang: int, amount: str) -> None:
    assert str(from_satang(satang)) == amount


@given(st.integers(min_value=0, max_value=10**12))
def test_there_and_back_is_the_same(satang: int) -> None:
    assert to_satang(from_satang(satang)) == satang


@pytest.mark.parametrize(
    ("amount", "percent", "part"),
    [
        ("1780.00", "5", "89.00"),
        ("0.10", "5", "0.01"),
        ("0.09", "5", "0.00"),
        ("33.33", "7.25", "2.42"),
        ("890.00", "0", "0.00"),
    ],
)
def test_a_percent_is_rounded_half_up(amount: str, percent: str, part: str) -> None:
    assert str(percent_of(Decimal(amount), Decimal(percent))) == part


@pytest.mark.parametrize(
    ("amount", "vat"), [("99", "6.48"), ("350", "22.90"), ("59.50", "3.89"), ("107", "7.00")]
)
def test_the_vat_is_taken_out_of_the_price(amount: str, vat: str) -> None:
    assert str(vat_inside(Decimal(amount), Decimal(7))) == vat


def test_who_is_not_registered_has_no_vat_inside() -> None:
    assert str(vat_inside(Decimal("350.00"), Decimal(0))) == "0.00"


@given(AMOUNTS, PERCENTS)
def test_vat_and_the_rest_are_the_price(amount: Decimal, percent: Decimal) -> None:
    vat = vat_inside(amount, percent)

    rest = amount - vat
    assert 0 <= vat <= amount
    # The rest bears the VAT: it is off by half a satang of rounding, and its percent.
    assert abs(rest * percent / 100 - vat) <= HALF_A_SATANG * (1 + percent / 100)


@given(AMOUNTS, PERCENTS)
def test_a_part_is_off_by_half_a_satang_at_most(amount: Decimal, percent: Decimal) -> None:
    part = percent_of(amount, percent)

    assert abs(part - amount * percent / 100) <= HALF_A_SATANG
    assert to_satang(part) >= 0
