from __future__ import annotations

import pytest

from shop.fulfilment import s10
from shop.fulfilment.carriers import CARRIERS, carrier_name, tracking_url


@pytest.mark.parametrize("number", ["EF582568151TH", "EN331755897TH", "RA473124829US"])
def test_it_accepts_numbers_that_the_post_has_given(number: str) -> None:
    assert s10.is_right(number)


@pytest.mark.parametrize(
    "number",
    ["EY145587896TH", "EF582568152TH", "EF58256815TH", "TH0123456789", "", "EF๕82568151TH"],
)
def test_it_doubts_a_mistyped_number(number: str) -> None:
    assert not s10.is_right(number)


@pytest.mark.parametrize(
    ("serial", "digit"), [("58256815", 1), ("33175589", 7), ("47312482", 9), ("00000000", 5)]
)
def test_it_counts_the_check_digit(serial: str, digit: int) -> None:
    assert s10.check_digit(serial) == digit


def test_ten_is_written_as_nought() -> None:
    # 3 × 4 = 12, and 11 − 12 mod 11 = 10.
    assert s10.check_digit("00004000") == 0


def test_it_reads_numbers_as_people_write_them() -> None:
    assert s10.tidy(" ef 5825 6815-1 th ") == "EF582568151TH"
    assert s10.tidy("EF๕๘๒๕๖๘๑๕๑TH") == "EF582568151TH"


def test_a_tracking_link_escapes_the_number() -> None:
    link = tracking_url("flash", "A&b=/?")

    assert link.endswith("=A%26b%3D%2F%3F")


def test_there_is_no_link_without_number_or_page() -> None:
    assert tracking_url("thailand_post", "") == ""
    assert tracking_url("other", "ABC1234") == ""
    assert tracking_url("unheard_of", "ABC1234") == ""


def test_every_carrier_has_a_name_and_a_link_by_https() -> None:
    assert set(CARRIERS) == {"thailand_post", "flash", "kex", "jt", "other"}
    assert all(carrier_name(code) for code in CARRIERS)
    links = [tracking_url(code, "X1") for code in CARRIERS if code != "other"]
    assert all(link.startswith("https://") and "X1" in link for link in links)


def test_a_carrier_of_former_times_keeps_its_code_as_name() -> None:
    assert carrier_name("kerry") == "kerry"
