from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from community.banking.banks import BANKS, bank_choices, bank_name
from community.banking.numbers import account_index, clean_account, last_four


@pytest.mark.parametrize(
    ("bank", "typed", "digits"),
    [
        ("004", "012-3-45678-9", "0123456789"),
        ("006", "๐๑๒ ๓ ๔๕๖๗๘ ๙", "0123456789"),
        ("030", "020 123 456 789", "020123456789"),
        ("034", "123456789012345", "123456789012345"),
    ],
)
def test_it_reads_account_numbers_as_people_write_them(bank: str, typed: str, digits: str) -> None:
    assert clean_account("bank", bank, typed) == digits


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("081 234 5678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("66812345678", "0812345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        ("3-1006-00445-63-5", "3100600445635"),
        ("0105536112014", "0105536112014"),
        ("004999000288505", "004999000288505"),
    ],
)
def test_it_reads_promptpay_ids(typed: str, digits: str) -> None:
    assert clean_account("promptpay", "", typed) == digits


@pytest.mark.parametrize(
    ("kind", "bank", "typed", "code"),
    [
        ("bank", "004", "12345", "length"),
        ("bank", "004", "012345678901", "length"),
        ("bank", "030", "1234567890123456", "length"),
        ("bank", "004", "0000000000", "same"),
        ("bank", "004", "01234x6789", "digits"),
        ("bank", "004", "", "digits"),
        ("bank", "004", "①②③④⑤⑥⑦⑧⑨⑩", "digits"),
        ("promptpay", "", "3100600445634", "check_digit"),
        ("promptpay", "", "021234567", "promptpay"),
        ("promptpay", "", "+1 202 555 0100", "promptpay"),
        ("promptpay", "", "hello", "promptpay"),
        ("promptpay", "", "+", "phone"),
    ],
)
def test_it_refuses_what_cannot_be_right(kind: str, bank: str, typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_account(kind, bank, typed)

    assert refused.value.code == code


def test_the_index_is_of_the_number_alone_and_the_last_four_are_its_end() -> None:
    same = account_index(clean_account("bank", "004", "012-3-45678-9"))

    assert same == account_index("0123456789") != account_index("0123456780")
    assert last_four("0123456789") == "6789"


def test_banks_have_codes_of_three_digits_and_two_names() -> None:
    assert all(len(code) == 3 and code.isdigit() for code in BANKS)
    assert bank_choices()[0] == ("004", "ธนาคารกสิกรไทย")
    assert bank_name("999") == "999"
