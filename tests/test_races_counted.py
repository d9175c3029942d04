"""Enough pairs of money and stock operations are met at a line, each with its control."""

from __future__ import annotations

from tests.shop.payments import test_payment_races as of_money
from tests.shop.stock import test_races_of_stock as of_stock


def test_there_are_80_interleavings_each_with_a_control() -> None:
    names = [str(race) for room in (of_money, of_stock) for race in room.RACES]

    assert len(set(names)) == len(names) >= 80
    for room in (of_money, of_stock):
        for test in (room.test_it_holds, room.test_without_its_guard_it_falls):
            (table,) = (mark.args[1] for mark in test.pytestmark if mark.name == "parametrize")
            assert table is room.RACES
