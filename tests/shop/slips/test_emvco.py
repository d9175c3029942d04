from __future__ import annotations

from decimal import Decimal

import pytest

from shop.slips import emvco
from shop.slips.emvco import bill_payment, crc, promptpay

PHONE = "00020101021129370016A000000677010111011300668012345675802TH530376463046197"
ZEROS = "00020101021229370016A000000677010111011300660000000005802TH530376454044.226304E469"
CITIZEN = "00020101021129370016A000000677010111021311111111111115802TH530376463047B5A"
WALLET = "00020101021129390016A00000067701011103150123456789012345802TH530376463049781"
WALLET_2 = "00020101021129390016A00000067701011103150049990002885055802TH530376463041521"
WALLET_3 = "00020101021129390016A00000067701011103150040000065797185802TH53037646304FBB5"
BAHT_420 = "00020101021229370016A000000677010111011300668123456785802TH53037645406420.006304BF9D"
# What the npm package promptpay-qr 0.5.0 says, byte for byte.
VECTORS = [
    ("0801234567", None, PHONE),
    ("000-000-0000", "4.22", ZEROS),
    ("1111111111111", None, CITIZEN),
    ("012345678901234", None, WALLET),
    ("004999000288505", None, WALLET_2),
    ("004000006579718", None, WALLET_3),
    ("0812345678", "420.00", BAHT_420),
]
# What the npm package promptparse 1.6.0 says.
BILLS = [
    (
        ("099999999999990", "111222333444", ""),
        None,
        (
            "00020101021130550016A00000067701011201150999999999999900212111222333444"
            "53037645802TH63043EE7"
        ),
    ),
    (
        ("099400016550100", "123456789012", "670429"),
        "3649.22",
        (
            "00020101021230650016A000000677010112011509940001655010002121234567890120306670429"
            "53037645802TH54073649.226304"
        ),
    ),
]


@pytest.mark.parametrize(("target", "amount", "text"), VECTORS)
def test_it_writes_the_known_vectors(target: str, amount: str | None, text: str) -> None:
    assert promptpay(target, Decimal(amount) if amount else None) == text


def test_the_checksum_is_the_published_one() -> None:
    assert crc("123456789") == 0x29B1


@pytest.mark.parametrize("typed", ["+66812345678", "66812345678", "081-234-5678", "081 234 5678"])
def test_a_mobile_number_may_be_written_in_many_ways(typed: str) -> None:
    assert promptpay(typed) == promptpay("0812345678")


@pytest.mark.parametrize(
    "target", ["", "081234567", "12345678901", "08123456789012345", "๐812345678", "0812-ABC-678"]
)
def test_it_refuses_what_is_no_promptpay_id(target: str) -> None:
    with pytest.raises(emvco.NotPromptPay):
        promptpay(target)


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "NaN", "Infinity", "10000000000.00"])
def test_it_refuses_an_amount_that_cannot_be_paid(amount: str) -> None:
    with pytest.raises(emvco.NotAnAmount):
        promptpay("0812345678", Decimal(amount))


@pytest.mark.parametrize(("bill", "amount", "text"), BILLS)
def test_a_bill_says_its_biller_and_both_references(
    bill: tuple[str, str, str], amount: str | None, text: str
) -> None:
    written = bill_payment(*bill, Decimal(amount) if amount else None)

    assert written.startswith(text)
    emvco.check_signed(written)


@pytest.mark.parametrize(
    ("biller", "ref1", "ref2"),
    [("123", "A", ""), ("011234567891233", "a b", ""), ("011234567891233", "A", "X" * 21)],
)
def test_it_refuses_what_is_no_bill(biller: str, ref1: str, ref2: str) -> None:
    with pytest.raises(emvco.NotAReference):
        bill_payment(biller, ref1, ref2)


def test_a_changed_character_shows_in_the_checksum() -> None:
    text = promptpay("0812345678", Decimal("420.00"))

    with pytest.raises(emvco.Damaged):
        emvco.check_signed(text.replace("420.00", "420.01"))


def test_it_reads_the_fields_it_has_written() -> None:
    fields = emvco.fields_of(promptpay("0812345678", Decimal("420.00")))

    assert list(fields) == ["00", "01", "29", "58", "53", "54", "63"]
    assert emvco.fields_of(fields["29"])["01"] == "0066812345678"


@pytest.mark.parametrize("text", ["0", "0002", "00990", "00x101", "000201X"])
def test_it_refuses_a_field_that_ends_too_early(text: str) -> None:
    with pytest.raises(emvco.Damaged):
        emvco.fields_of(text)
