"""Photos are read by a program of its own: what a telephone sends, what is no photo at all."""

from __future__ import annotations

import pytest

from shop.slips.code_reading import codes_on
from shop.slips.mini_qr import SlipCode, slip_code_in, write
from tests.shop.slips.slip_photos import slip_of, slip_photo

CODE = SlipCode("004", "016326091512ABC00001")


@pytest.mark.parametrize("turned", [0, 7, 90])
def test_it_reads_the_small_code_of_a_photo(turned: int) -> None:
    assert slip_code_in(codes_on(slip_of(turned=turned))) == CODE


def test_it_reads_every_code_of_a_photo() -> None:
    other = write("014", "00111222233344ABCD12")

    assert sorted(codes_on(slip_photo(write(CODE.bank, CODE.reference), other))) == sorted(
        [write(CODE.bank, CODE.reference), other]
    )


@pytest.mark.parametrize("data", [b"", b"no picture", slip_photo()])
def test_what_has_no_code_gives_none(data: bytes) -> None:
    assert codes_on(data) == []
