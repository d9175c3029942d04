from __future__ import annotations

import pytest
from django.utils import translation

from community.places.lookup import (
    Place,
    clean_postcode,
    fits,
    is_known,
    places_for,
    province_choices,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("50200", "50200"),
        (" 50 200 ", "50200"),
        ("๕๐๒๐๐", "50200"),
        ("5020", ""),
        ("502000", ""),
        ("5020x", ""),
        ("², ³⁴⁵", ""),
        ("٥٠٢٠٠", ""),
        ("", ""),
    ],
)
def test_it_reads_a_postcode_in_thai_and_arabic_digits(typed: str, postcode: str) -> None:
    assert clean_postcode(typed) == postcode


def test_it_finds_every_place_with_the_postcode() -> None:
    with translation.override("th"):
        places = places_for("50200")

    assert Place("สุเทพ", "เมืองเชียงใหม่", "เชียงใหม่", "50") in places
    assert {place.province_code for place in places} == {"50"}


def test_it_names_places_in_the_language_of_the_reader() -> None:
    with translation.override("en"):
        places = places_for("50200")

    assert places[0].province == "Chiang Mai"


def test_a_postcode_may_belong_to_two_provinces() -> None:
    assert {place.province_code for place in places_for("13180")} == {"13", "14"}
    assert fits("13180", "13")
    assert fits("13180", "14")


def test_it_never_takes_the_province_from_the_first_two_digits() -> None:
    # Samut Prakan, whose code is 11.
    assert fits("10270", "11")
    assert not fits("10270", "10")


def test_it_knows_no_postcode_that_is_not_in_the_table() -> None:
    assert places_for("00000") == []
    assert not is_known("00000")
    assert not is_known("")


def test_it_offers_77_provinces_in_the_order_of_the_language() -> None:
    with translation.override("th"):
        thai = province_choices()
    with translation.override("en"):
        english = province_choices()

    assert len(thai) == 77
    assert thai[:2] == [("81", "กระบี่"), ("10", "กรุงเทพมหานคร")]
    assert english[0] == ("37", "Amnat Charoen")
