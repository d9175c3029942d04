"""The numbers of the world's posts: letters, eight digits, a check digit, a country (S10)."""

from __future__ import annotations

import re

from community.words.digits import ascii_digits

SHAPE = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}", re.ASCII)
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
SEPARATORS = re.compile(r"[\s\-.]+")


def tidy(number: str) -> str:
    """Return a tracking number without spaces and dashes, in capitals and Arabic digits."""
    return SEPARATORS.sub("", ascii_digits(number)).upper()


def is_right(number: str) -> bool:
    """Return whether a tidy number has the shape and the check digit of S10."""
    match = SHAPE.fullmatch(number)
    return match is not None and int(match[2]) == check_digit(match[1])


def check_digit(serial: str) -> int:
    """Return the check digit of eight digits."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, serial, strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
