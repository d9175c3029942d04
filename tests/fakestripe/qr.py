"""PromptPay codes: the payload a bank's app reads, and its picture.

The payload has the shape of a Thai bill payment (EMVCo merchant-presented mode) for a biller
that does not exist, so a code scanned by mistake pays nobody.
"""

from __future__ import annotations

import io

import qrcode
from qrcode.image.svg import SvgPathFillImage

_BILL_PAYMENT = "A000000677010112"
_NOBODY = "000000000000000"


def payload(amount_satang: int, reference: str) -> str:
    """Return the text of a one-time code for an amount; `reference` is cut to 20 characters."""
    reference = "".join(letter for letter in reference.upper() if letter.isalnum())[-20:]
    bill = _field("00", _BILL_PAYMENT) + _field("01", _NOBODY) + _field("02", reference)
    text = "".join(
        (
            _field("00", "01"),
            _field("01", "12"),
            _field("30", bill),
            _field("53", "764"),
            _field("54", f"{amount_satang // 100}.{amount_satang % 100:02d}"),
            _field("58", "TH"),
            _field("59", "SANDBOX NO REAL MONEY"),
            "6304",
        )
    )
    return f"{text}{crc(text):04X}"


def crc(text: str) -> int:
    """Return CRC-16/CCITT-FALSE: polynomial 1021, initial FFFF."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1) ^ 0x1021 if value & 0x8000 else value << 1
            value &= 0xFFFF
    return value


def png(text: str) -> bytes:
    out = io.BytesIO()
    qrcode.make(text, border=2).save(out, "PNG")
    return out.getvalue()


def svg(text: str) -> bytes:
    out = io.BytesIO()
    qrcode.make(text, border=2, image_factory=SvgPathFillImage).save(out)
    return out.getvalue()


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
