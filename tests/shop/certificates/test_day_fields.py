"""Days and years are read in both eras."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.translation import override

from shop.certificates.day_fields import DayField, YearField


@pytest.mark.parametrize(
    "typed",
    [
        *("31/12/2569", "31-12-2569", "31.12.2569", "๓๑/๑๒/๒๕๖๙", "31/12/69", "31/12/2026"),
        *("2026-12-31", "2569-12-31", "31 ธ.ค. 2569", "31 ธันวาคม 2569", "31 Dec 2026"),
        *(" 31  december 2026 ", "31 ธ.ค. 69"),
    ],
)
def test_it_reads_a_day_however_it_is_written(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["31/13/2569", "30/2/2569", "soon", "12/2569", "9" * 30, "1/1/0"])
def test_it_says_that_it_cannot_read_a_day(typed: str) -> None:
    with override("th"), pytest.raises(ValidationError) as refused:
        DayField().clean(typed)

    assert refused.value.messages == ["อ่านวันที่นี้ไม่ออก เขียนแบบ 31/12/2569"]


def test_a_day_is_shown_in_the_readers_era() -> None:
    with override("th"):
        assert DayField().prepare_value(date(2026, 12, 31)) == "31/12/2569"
    with override("en"):
        assert DayField().prepare_value(date(2026, 12, 31)) == "31/12/2026"
    assert DayField().prepare_value("31/") == "31/"


@time_machine.travel("2026-11-22 12:00+07:00", tick=False)
def test_a_year_of_stars_is_one_that_was() -> None:
    assert [YearField().clean(typed) for typed in ("2568", "๒๕๖๘", "2025", "2569")] == [
        *(2025, 2025, 2025, 2026)
    ]
    for typed in ("2570", "68", "2500", "stars"):
        with pytest.raises(ValidationError):
            YearField().clean(typed)
