from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from shop.basket.quantities import as_typed, parse_one_quantity, parse_quantity


@pytest.mark.parametrize(
    ("typed", "quantity"),
    [("3", 3), ("๓", 3), (" ๑๒ ", 12), ("+4", 4), ("007", 7), ("1,200", 1200), ("๑ ๒๐๐", 1200)],
)
def test_it_reads_what_people_write(typed: str, quantity: int) -> None:
    assert parse_quantity(typed) == quantity


@pytest.mark.parametrize(
    "typed",
    ["-1", "−1", "1.5", "1,5", "1 5", "1e9", "two", "[1, 2]", "٣", "²", "½", "1\u200b0x", "NaN"],
)
def test_it_refuses_what_is_not_a_whole_number(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write a whole number from 1"):
        _english(typed)


@pytest.mark.parametrize("typed", ["", "   ", "\u00a0"])
def test_it_asks_for_a_number_when_there_is_none(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write how many you want"):
        _english(typed)


@pytest.mark.parametrize("typed", ["0", "000", "๐"])
def test_it_refuses_zero(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write 1 or more"):
        _english(typed)


@pytest.mark.parametrize("typed", ["1000000000", "9" * 5000])
def test_it_refuses_more_than_anybody_has(typed: str) -> None:
    with pytest.raises(ValidationError, match="more than anybody has"):
        _english(typed)


def test_it_refuses_two_numbers_for_one_field() -> None:
    with pytest.raises(ValidationError) as refused:
        parse_one_quantity(["1", "2"])

    assert len(refused.value.messages) == 1
    assert as_typed(["1", "2"]) == "1, 2"


def test_it_keeps_a_field_from_holding_a_book() -> None:
    assert as_typed(["9" * 10_000]) == "9" * 40


def _english(typed: str) -> int:
    from django.utils import translation

    with translation.override("en"):
        try:
            return parse_quantity(typed)
        except ValidationError as wrong:
            raise ValidationError([str(message) for message in wrong.messages]) from None
