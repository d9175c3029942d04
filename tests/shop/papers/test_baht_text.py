"""Amounts in Thai words, as banks and receipts write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.papers.baht_text import DIGITS, PLACES, baht_text, number_text

KNOWN = """
0.00 ศูนย์บาทถ้วน
0.01 หนึ่งสตางค์
0.11 สิบเอ็ดสตางค์
0.25 ยี่สิบห้าสตางค์
0.99 เก้าสิบเก้าสตางค์
1 หนึ่งบาทถ้วน
1.01 หนึ่งบาทหนึ่งสตางค์
1.21 หนึ่งบาทยี่สิบเอ็ดสตางค์
2.50 สองบาทห้าสิบสตางค์
10 สิบบาทถ้วน
11 สิบเอ็ดบาทถ้วน
12 สิบสองบาทถ้วน
20 ยี่สิบบาทถ้วน
21 ยี่สิบเอ็ดบาทถ้วน
22 ยี่สิบสองบาทถ้วน
31 สามสิบเอ็ดบาทถ้วน
100 หนึ่งร้อยบาทถ้วน
101 หนึ่งร้อยเอ็ดบาทถ้วน
110 หนึ่งร้อยสิบบาทถ้วน
111 หนึ่งร้อยสิบเอ็ดบาทถ้วน
121 หนึ่งร้อยยี่สิบเอ็ดบาทถ้วน
200 สองร้อยบาทถ้วน
1000 หนึ่งพันบาทถ้วน
1001 หนึ่งพันเอ็ดบาทถ้วน
1234.56 หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบหกสตางค์
10000 หนึ่งหมื่นบาทถ้วน
11111.11 หนึ่งหมื่นหนึ่งพันหนึ่งร้อยสิบเอ็ดบาทสิบเอ็ดสตางค์
100000 หนึ่งแสนบาทถ้วน
999999.99 เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าบาทเก้าสิบเก้าสตางค์
1000000 หนึ่งล้านบาทถ้วน
1000001 หนึ่งล้านเอ็ดบาทถ้วน
2000000 สองล้านบาทถ้วน
10000000 สิบล้านบาทถ้วน
11000000 สิบเอ็ดล้านบาทถ้วน
21000011 ยี่สิบเอ็ดล้านสิบเอ็ดบาทถ้วน
101000101 หนึ่งร้อยเอ็ดล้านหนึ่งร้อยเอ็ดบาทถ้วน
1000000000000 หนึ่งล้านล้านบาทถ้วน
-5.50 ลบห้าบาทห้าสิบสตางค์
1E+3 หนึ่งพันบาทถ้วน
""".split()
VALUES = {word: number for number, word in enumerate(DIGITS) if word} | {"เอ็ด": 1, "ยี่": 2}


@pytest.mark.parametrize(("amount", "words"), list(zip(KNOWN[::2], KNOWN[1::2], strict=True)))
def test_it_writes_an_amount_as_people_say_it(amount: str, words: str) -> None:
    assert baht_text(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["0.001", "1.005", "NaN", "Infinity", "-Infinity"])
def test_it_refuses_what_is_no_whole_number_of_satang(amount: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        baht_text(Decimal(amount))


@pytest.mark.parametrize("amount", [1, 1.5, "1", True, None])
def test_it_takes_a_decimal_alone(amount: object) -> None:
    with pytest.raises(TypeError):
        baht_text(amount)  # type: ignore[arg-type]


@given(st.integers(min_value=1, max_value=10**15))
def test_what_it_writes_reads_back_as_the_same_number(number: int) -> None:
    assert read_back(number_text(number)) == number


def read_back(words: str) -> int:
    """Read Thai number words by another way than they are written."""
    if "ล้าน" in words:
        millions, _, rest = words.rpartition("ล้าน")
        return read_back(millions) * 1_000_000 + (read_back(rest) if rest else 0)
    total = 0
    while words:
        digit = next((word for word in VALUES if words.startswith(word)), "")
        words = words.removeprefix(digit)
        places = [p for p in range(1, 6) if words.startswith(PLACES[p])]
        place = places[0] if places else 0
        words = words.removeprefix(PLACES[place])
        total += (VALUES[digit] if digit else 1) * 10**place
    return total
