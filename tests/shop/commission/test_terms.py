from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from shop.commission.terms import Term, count, thawed
from shop.money import split


def baht(text: str) -> Decimal:
    return Decimal(text)


def due(goods: str, *, delivery: str = "0.00", vat: str = "0", **term: object) -> Decimal:
    values = {"percent": baht("5"), "stock_records": (1,), **term}
    return count([Term(**values)], {1: baht(goods)}, baht(delivery), baht(vat))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("goods", "term", "commission"),
    [
        ("500.00", {}, "25.00"),
        ("500.00", {"percent": baht("0")}, "0.00"),
        ("500.00", {"fixed": baht("3.00")}, "28.00"),
        ("100.00", {"least": baht("10.00")}, "10.00"),
        ("5000.00", {"most": baht("99.00")}, "99.00"),
        ("0.10", {}, "0.01"),
        ("0.00", {"fixed": baht("3.00"), "least": baht("10.00")}, "0.00"),
        ("6.00", {"least": baht("10.00")}, "6.00"),
    ],
)
def test_a_rule_keeps_a_share(goods: str, term: dict[str, object], commission: str) -> None:
    assert due(goods, **term) == baht(commission)


def test_delivery_is_the_sellers_unless_a_rule_says_so() -> None:
    assert due("100.00", delivery="40.00") == baht("5.00")
    with_it = Term(percent=baht("5"), stock_records=(1,), delivery=True)
    assert count([with_it], {1: baht("100.00")}, baht("40.00"), baht("0")) == baht("7.00")


def test_no_sale_leaves_a_seller_owing() -> None:
    least = Term(percent=baht("5"), stock_records=(1,), least=baht("50.00"))

    for satang in range(1, 6000, 37):
        goods = Decimal(satang) / 100
        commission = count([least], {1: goods}, baht("0.00"), baht("7.00"))
        vat = (commission * 7 / 100).quantize(baht("0.01"))
        assert 0 <= commission + vat <= goods


def test_each_rule_counts_its_own_goods() -> None:
    terms = [
        Term(percent=baht("5"), stock_records=(1,)),
        Term(percent=baht("10"), stock_records=(2, 3), most=baht("20.00")),
    ]
    goods = {1: baht("100.00"), 2: baht("100.00"), 3: baht("150.00")}

    assert count(terms, goods, baht("40.00"), baht("0")) == baht("25.00")


def test_what_is_frozen_thaws_the_same() -> None:
    term = Term(
        percent=baht("4.25"),
        stock_records=(3, 9),
        rule=7,
        level="seller+category",
        fixed=baht("1.50"),
        most=baht("90.00"),
        delivery=True,
        fund_percent=baht("10.00"),
    )

    assert thawed(term.frozen()) == term


def test_satang_that_do_not_divide_go_to_those_who_lost_most() -> None:
    assert split(baht("100.00"), [baht("1")] * 3) == [baht("33.34"), baht("33.33"), baht("33.33")]
    assert split(baht("0.02"), [baht("1"), baht("1"), baht("98")]) == [
        baht("0.00"),
        baht("0.00"),
        baht("0.02"),
    ]
    assert split(baht("5.00"), [baht("0"), baht("0")]) == [baht("5.00"), baht("0.00")]
    assert split(baht("0.00"), []) == []


def test_parts_always_sum_and_never_exceed_their_weight() -> None:
    weights = [baht("0.01"), baht("33.33"), baht("120.00"), baht("259.75")]

    for first, second, third in product(weights, repeat=3):
        whole = first + second + third
        for percent in (1, 33, 50, 99, 100):
            off = (whole * percent / 100).quantize(baht("0.01"))
            parts = split(off, [first, second, third])
            assert sum(parts) == off
            assert all(
                0 <= part <= weight
                for part, weight in zip(parts, [first, second, third], strict=True)
            )
