"""The small QR code of a bank's slip: which bank sent the money, and its number for it.

It says neither the amount nor who was paid: only the account that got the money tells. Read as
text by code_reading; several codes may be on one photo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shop.slips.emvco import Damaged, check_signed, field, fields_of, signed

SLIP, COUNTRY, CHECK = "00", "51", "91"
BANK_API = "000001"
WALLET = "TMN"  # TrueMoney's slips name no bank
BANK = re.compile(r"\d{3}")
REFERENCE = re.compile(r"[A-Za-z0-9]{6,60}")
TO_PAY = "000201"  # how every QR code begins that asks for money


@dataclass(frozen=True)
class SlipCode:
    bank: str  # of the Bank of Thailand: 004; or TMN
    reference: str


class NotASlip(Exception):
    """The code is something else."""


class ToPay(NotASlip):
    """The code asks for money: it is what one scans to pay, not what one gets for it."""


class Changed(NotASlip):
    """It has the form of a slip's code, and its checksum does not fit."""


def slip_code_in(texts: Iterable[str]) -> SlipCode | None:
    """Return the first slip's code among what was read on a photo, None where there is none.

    Raises Changed, or ToPay where there is nothing but that.
    """
    asks_for_money = False
    for text in texts:
        try:
            return read(text)
        except ToPay:
            asks_for_money = True
        except Changed:
            raise
        except NotASlip:
            continue
    if asks_for_money:
        raise ToPay
    return None


def read(text: str) -> SlipCode:
    """Return the bank and its number. Raises NotASlip, ToPay, Changed."""
    text = text.strip()
    if text.startswith(TO_PAY):
        raise ToPay
    try:
        outer = fields_of(text)
        inner = fields_of(outer.get(SLIP, ""))
    except Damaged:
        raise NotASlip from None
    code = _code(inner)
    if CHECK in outer:
        try:
            check_signed(text, CHECK)
        except Damaged:
            raise Changed from None
    elif code.bank != WALLET:  # banks sign theirs: without, anybody may have written it
        raise NotASlip
    return code


def write(bank: str, reference: str) -> str:
    """Return what a bank's slip says; for demo data and tests."""
    inner = field("00", BANK_API) + field("01", bank) + field("02", reference)
    return signed(field(SLIP, inner) + field(COUNTRY, "TH"), CHECK)


def _code(inner: dict[str, str]) -> SlipCode:
    bank, reference = inner.get("01", ""), inner.get("02", "")
    if inner.get("00") == BANK_API and BANK.fullmatch(bank):
        found = SlipCode(bank, reference.upper())
    elif inner.get("00") == "01" and inner.get("01") == "01":  # TrueMoney: kind, number, day
        found = SlipCode(WALLET, inner.get("03", "").upper())
    else:
        raise NotASlip
    if not REFERENCE.fullmatch(found.reference):
        raise NotASlip
    return found
