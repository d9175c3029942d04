"""Market days as a form."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from community.groups.models import Community
from community.groups.week import rows_from, rows_of, written


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def sentences(**posted: str) -> dict[str, str]:
    rows = rows_from({key.replace("_", "-"): value for key, value in posted.items()})
    return {row.name: row.error for row in rows if row.error}


@pytest.mark.parametrize(
    "days",
    ["", "Sat 08:00-16:00", "Wed 06:30-10:00; Sun 06:00-09:00; Sun 15:00-20:00"],
)
def test_what_is_kept_comes_back_the_same(days: str) -> None:
    rows = rows_of(Community(market_days=days))

    assert written(rows) == days


def test_times_are_read_as_people_write_them() -> None:
    rows = rows_from({"sat-0-opens": "๘.๐๐", "sat-0-closes": "16", "mon-0-opens": ""})

    assert written(rows) == "Sat 08:00-16:00"


def test_wrong_times_get_one_sentence_and_are_kept() -> None:
    assert sentences(sat_0_opens="25:00", sat_0_closes="16:00") == {
        "sat-0": "Write both times, such as 08:00 and 16:00, or leave both empty."
    }
    assert sentences(sat_0_opens="08:00") == {
        "sat-0": "Write both times, such as 08:00 and 16:00, or leave both empty."
    }
    assert sentences(sat_0_opens="16:00", sat_0_closes="08:00") == {
        "sat-0": "It must close after it opens."
    }
    overlapping = {
        "sat_0_opens": "08:00",
        "sat_0_closes": "12:00",
        "sat_1_opens": "11:00",
        "sat_1_closes": "15:00",
    }
    assert sentences(**overlapping) == {"sat-1": "This is within the other opening of the day."}
    assert rows_from({"sat-0-opens": "25:00"})[10].opens == "25:00"


def test_a_week_of_two_openings_a_day_fits_the_column() -> None:
    day = {"0-opens": "08:00", "0-closes": "12:00", "1-opens": "13:00", "1-closes": "18:00"}
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    text = written(rows_from({f"{n}-{key}": value for n in names for key, value in day.items()}))

    assert len(text) <= (Community._meta.get_field("market_days").max_length or 0)
