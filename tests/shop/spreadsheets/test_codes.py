"""Codes that are proposed follow the file's own series, and nothing has them twice."""

from __future__ import annotations

from shop.spreadsheets.codes import Codes


def test_they_follow_the_series_that_most_codes_have() -> None:
    codes = Codes(["lp-007", "lp-012", "x1"])

    assert [codes.next(), codes.next()] == ["LP-013", "LP-014"]


def test_a_file_without_codes_begins_a_series() -> None:
    codes = Codes([])

    assert [codes.next(), codes.next()] == ["A001", "A002"]


def test_choices_skip_what_is_taken() -> None:
    codes = Codes(["p5", "p5-3"])

    assert [codes.next_choice("P5") for _ in range(3)] == ["P5-2", "P5-4", "P5-5"]


def test_a_long_list_is_numbered_in_one_go() -> None:
    codes = Codes(f"a{number}" for number in range(20_000))

    assert [codes.next() for _ in range(20_000)][-1] == "A39999"
    assert len(codes.taken) == 40_000
