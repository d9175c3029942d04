"""An amount of baht in Thai words, as it stands on receipts: หนึ่งร้อยเอ็ดบาทยี่สิบห้าสตางค์."""

from __future__ import annotations

from decimal import Decimal

from shop.money import to_satang

DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 1_000_000


def baht_text(amount: Decimal) -> str:
    """Return the amount in words; whole baht end in ถ้วน, satang alone name no baht.

    Raises TypeError for anything but a Decimal, ValueError for a fraction of a satang and for
    what is no number.
    """
    if not isinstance(amount, Decimal):
        raise TypeError(f"An amount of baht is a Decimal, not {type(amount).__name__}")
    if not amount.is_finite():
        raise ValueError(f"{amount} is no amount")
    whole, satang = divmod(abs(to_satang(amount)), 100)
    return ("ลบ" if amount < 0 else "") + _baht(whole, satang)


def _baht(whole: int, satang: int) -> str:
    if not satang:
        return f"{number_text(whole)}บาทถ้วน"
    baht = f"{number_text(whole)}บาท" if whole else ""
    return f"{baht}{number_text(satang)}สตางค์"


def number_text(number: int) -> str:
    """Return a whole number from zero up in Thai words."""
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, MILLION)
    before = f"{number_text(millions)}ล้าน" if millions else ""
    return before + _below_a_million(rest, follows=bool(millions))


def _below_a_million(number: int, *, follows: bool) -> str:
    """Write six digits; `follows`: higher ones were written before, so a last one is เอ็ด."""
    digits = [int(digit) for digit in reversed(str(number))]
    words = [
        _place(digit, place, alone=number == 1 and not follows)
        for place, digit in enumerate(digits)
    ]
    return "".join(reversed(words))


def _place(digit: int, place: int, *, alone: bool) -> str:
    if digit == 0:
        return ""
    if place == 0 and digit == 1 and not alone:
        return "เอ็ด"
    if place == 1 and digit in {1, 2}:
        return "สิบ" if digit == 1 else "ยี่สิบ"
    return DIGITS[digit] + PLACES[place]
