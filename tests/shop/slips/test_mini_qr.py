from __future__ import annotations

import pytest

from shop.slips import mini_qr
from shop.slips.emvco import promptpay
from shop.slips.mini_qr import SlipCode

# What the npm package promptparse 1.6.0 says, byte for byte.
BANGKOK_BANK = "004000060000010103002021900021231231212000115102TH91049C30"
SCB = "004100060000010103014022000111222233344ABCD125102TH910417DF"
TO_PAY = promptpay("0812345678")


def test_it_writes_the_known_vector() -> None:
    assert mini_qr.write("002", "0002123123121200011") == BANGKOK_BANK


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BANGKOK_BANK, SlipCode("002", "0002123123121200011")),
        (SCB, SlipCode("014", "00111222233344ABCD12")),
        (SCB[:-4] + "17df", SlipCode("014", "00111222233344ABCD12")),
    ],
)
def test_it_reads_the_bank_and_its_number(text: str, code: SlipCode) -> None:
    assert mini_qr.read(text) == code


@pytest.mark.parametrize("text", ["", "https://example.org", "0002", "0099", "000401020304"])
def test_other_codes_are_no_slips(text: str) -> None:
    with pytest.raises(mini_qr.NotASlip):
        mini_qr.read(text)


def test_a_changed_number_shows_in_the_checksum() -> None:
    with pytest.raises(mini_qr.Changed):
        mini_qr.read(SCB.replace("ABCD12", "ABCD13"))


def test_the_code_to_pay_is_told_from_the_code_of_a_slip() -> None:
    with pytest.raises(mini_qr.ToPay):
        mini_qr.slip_code_in([TO_PAY])


def test_the_slip_is_found_among_other_codes() -> None:
    assert mini_qr.slip_code_in([TO_PAY, "https://example.org", SCB]) == mini_qr.read(SCB)
    assert mini_qr.slip_code_in(["https://example.org"]) is None


def test_a_banks_code_without_its_checksum_is_not_read() -> None:
    signed = mini_qr.write("004", "016326091512ABC00001")

    with pytest.raises(mini_qr.NotASlip):
        mini_qr.read(signed[: signed.rindex("9104")])
