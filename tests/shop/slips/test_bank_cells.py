from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from shop.slips.bank_cells import amount_in, direction_in, moment_in


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20/11/2569", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("20/11/69", "2026-11-20"),
        ("20/11/26", "2026-11-20"),
        ("20-11-26", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("25691120", "2026-11-20"),
        ("20 พ.ย. 2569", "2026-11-20"),
        ("20 Nov 2026", "2026-11-20"),
        ("๒๐/๑๑/๒๕๖๙", "2026-11-20"),
        ("5/1/2569", "2026-01-05"),
    ],
)
@time_machine.travel("2026-11-22 12:00+07:00", tick=False)
def test_it_reads_the_days_of_both_calendars(cell: str, day: str) -> None:
    found = moment_in(cell, "09:15")

    assert found is not None
    assert found[0].strftime("%Y-%m-%d %H:%M") == f"{day} 09:15"


@pytest.mark.parametrize(
    ("day", "cell", "hour"),
    [
        ("20/11/2569", "", ""),
        ("20/11/2569", "-", ""),
        ("20/11/2569", "00:00", "00:00"),
        ("20/11/2569 14:40", "", "14:40"),
        ("20/11/2569", "02:40 PM", "14:40"),
        ("20/11/2569", "12:05:09 am", "00:05"),
        ("20/11/2569", "12.30 P.M.", "12:30"),
    ],
)
def test_it_reads_hours_of_twelve_and_of_twenty_four(day: str, cell: str, hour: str) -> None:
    found = moment_in(day, cell)

    assert found is not None
    assert (found[0].strftime("%H:%M") if found[1] else "") == hour


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        ("20/11/2569", "25:99"),
        ("20/11/2569", "24:00"),
        ("20/11/2569 09:60", ""),
        ("1/2/69", "13:00 pm"),
    ],
)
def test_it_refuses_an_hour_that_no_day_has(day: str, cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_in(day, cell)


@pytest.mark.parametrize("cell", ["", "รวม", "31/02/2569", "99/99/2569", "1,000.00"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert moment_in(cell) is None


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,250.50", "1250.50"),
        ("1250.5", "1250.50"),
        ("฿ 1,250", "1250.00"),
        ("(350.00)", "-350.00"),
        ("350.00-", "-350.00"),
        ("-350.00", "-350.00"),
        ("+350.00", "350.00"),
        ("350.00 DR", "-350.00"),
        ("350.00CR", "350.00"),
        ("๑,๒๕๐.๐๐", "1250.00"),
    ],
)
def test_it_reads_amounts(cell: str, amount: str) -> None:
    assert amount_in(cell) == Decimal(amount)


@pytest.mark.parametrize("cell", ["", " ", "-"])
def test_an_empty_cell_is_no_amount(cell: str) -> None:
    assert amount_in(cell) is None


@pytest.mark.parametrize("cell", ["x", "1.234", "1,25", "NaN", "1e5", "=1+1", "12,34,567.00"])
def test_it_refuses_what_is_no_amount(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        amount_in(cell)


@pytest.mark.parametrize(
    ("cell", "direction"),
    [("CR", 1), ("DR", -1), ("c", 1), ("D", -1), ("ฝากเงิน", 1), ("ถอน", -1), ("X1", 0), ("", 0)],
)
def test_it_reads_which_way_money_went(cell: str, direction: int) -> None:
    assert direction_in(cell) == direction
