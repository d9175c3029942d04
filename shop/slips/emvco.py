"""Write and read the text of a payment QR code: fields of tag, length and value, and a checksum.

Sources: EMVCo QR Code Specification for Payment Systems, merchant-presented mode; the Thai QR
payment standard (tags 29 and 30). The checksum is CRC-16/CCITT-FALSE: "123456789" gives 29B1.
"""

from __future__ import annotations

import re
from decimal import Decimal

from shop.money import baht

PROMPTPAY = "A000000677010111"
BILL_PAYMENT = "A000000677010112"
THB, THAILAND = "764", "TH"
ONCE, AGAIN = "12", "11"  # with an amount for one payment, without it for any number
MOBILE, CITIZEN, WALLET = "01", "02", "03"
REFERENCE = re.compile(r"[A-Z0-9]{1,20}")
MOST = Decimal("9999999999.99")  # 13 characters
SEPARATORS = re.compile(r"[\s\-]")


class EmvcoError(Exception):
    """The text of a QR code that cannot be written or read."""


class NotPromptPay(EmvcoError):
    """Neither a mobile number, a 13-digit id nor a 15-digit e-wallet. Carries its length alone:
    the number is somebody's."""

    def __init__(self, target: str) -> None:
        super().__init__(f"{len(target)} characters")


class NotAnAmount(EmvcoError):
    """Carries the amount."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(str(amount))
        self.amount = amount


class NotAReference(EmvcoError):
    """Carries what is not a biller or a reference of a bill payment."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Damaged(EmvcoError):
    """A field that ends too early, or a checksum that does not fit."""


def promptpay(target: str, amount: Decimal | None = None) -> str:
    """Return what the QR says that pays a PromptPay id; without an amount the payer types it.

    Raises NotPromptPay, NotAnAmount.
    """
    account = field("00", PROMPTPAY) + _target(SEPARATORS.sub("", target))
    # Country before currency: so do the QR codes that the banks' apps have long read.
    body = field("29", account) + field("58", THAILAND) + field("53", THB) + _amount(amount)
    return _whole(body, amount)


def bill_payment(biller: str, ref1: str, ref2: str = "", amount: Decimal | None = None) -> str:
    """Return what the QR says that pays a bill. The bank tells the biller both references.

    `biller` is 15 digits: the tax id and a suffix of two. Raises NotAReference, NotAnAmount.
    """
    if not re.fullmatch(r"\d{13}(\d\d)?", biller, re.ASCII):
        raise NotAReference(biller)
    references = [("02", _reference(ref1))]
    if ref2:
        references.append(("03", _reference(ref2)))
    account = field("00", BILL_PAYMENT) + field("01", biller)
    account += "".join(field(tag, text) for tag, text in references)
    body = field("30", account) + field("53", THB) + field("58", THAILAND) + _amount(amount)
    return _whole(body, amount)


def field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def signed(text: str, tag: str = "63") -> str:
    """Return the text with its checksum behind it; the checksum covers its own tag."""
    text += f"{tag}04"
    return f"{text}{crc(text):04X}"


def crc(text: str) -> int:
    """Return CRC-16/CCITT-FALSE: polynomial 1021, begun at FFFF."""
    register = 0xFFFF
    for byte in text.encode():
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
        register &= 0xFFFF
    return register


def fields_of(text: str) -> dict[str, str]:
    """Return {tag: value} of one level. Raises Damaged."""
    found: dict[str, str] = {}
    while text:
        tag, length = text[:2], text[2:4]
        if not (length.isascii() and length.isdigit() and len(text) >= 4 + int(length)):
            raise Damaged(tag)
        found[tag] = text[4 : 4 + int(length)]
        text = text[4 + int(length) :]
    return found


def check_signed(text: str, tag: str = "63") -> None:
    """Raise Damaged where the checksum at the end does not fit."""
    body, end = text[:-4], text[-4:]
    if not body.endswith(f"{tag}04") or end.upper() != f"{crc(body):04X}":
        raise Damaged(tag)


def _whole(body: str, amount: Decimal | None) -> str:
    return signed(field("00", "01") + field("01", AGAIN if amount is None else ONCE) + body)


def _target(digits: str) -> str:
    if not (digits.removeprefix("+").isascii() and digits.removeprefix("+").isdigit()):
        raise NotPromptPay(digits)
    if len(digits) == 15 and not digits.startswith("+"):
        return field(WALLET, digits)
    if len(digits) == 13 and not digits.startswith("+"):
        return field(CITIZEN, digits)
    if re.fullmatch(r"0\d{9}|(\+?66)\d{9}", digits):
        return field(MOBILE, f"0066{digits[-9:]}")
    raise NotPromptPay(digits)


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    if not amount.is_finite() or amount != baht(amount) or not 0 < amount <= MOST:
        raise NotAnAmount(amount)
    return field("54", f"{amount:.2f}")


def _reference(text: str) -> str:
    if not REFERENCE.fullmatch(text):
        raise NotAReference(text)
    return text
