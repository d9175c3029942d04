"""Id and registration numbers as people write them, in one spelling."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.th import pin

from community.joining.models import Application
from community.private.crypto import blind_index
from community.words.digits import ascii_digits

DIGITS = 13
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015./]")
# Numbers of community enterprises come in several lengths, some with letters in front.
REGISTRATION = re.compile(r"[0-9A-Z\u0e01-\u0e2e]{6,30}")
CITIZENS, JURISTIC = "12345678", "0"


def clean_number(kind: str, typed: str) -> str:
    """Return the number of a person, an enterprise or a company without blanks and dashes.

    Raises ValidationError with a sentence for the person who typed it.
    """
    plain = SEPARATORS.sub("", ascii_digits(typed)).upper()
    if kind == Application.Kind.ENTERPRISE:
        return _registration(plain)
    return _thirteen(plain, JURISTIC if kind == Application.Kind.COMPANY else CITIZENS)


def number_index(number: str) -> str:
    """Return what finds the same number in another application without reading it."""
    return blind_index(number, purpose="tax_id")


def _thirteen(plain: str, first: str) -> str:
    if not plain.isascii() or not plain.isdigit() or len(plain) != DIGITS:
        raise ValidationError(_("The number has 13 digits. Count them once more."), code="length")
    if pin.calc_check_digit(plain[:-1]) != plain[-1]:
        raise ValidationError(
            _("One of the 13 digits is wrong: the last one does not fit the others."),
            code="check_digit",
        )
    if plain[0] not in first:
        is_company = first == JURISTIC
        raise ValidationError(
            _("A company's number begins with 0.")
            if is_company
            else _("This is a company's number. Write the number on your identity card."),
            code="first",
        )
    return plain


def _registration(plain: str) -> str:
    if not REGISTRATION.fullmatch(plain):
        raise ValidationError(
            _("Write the number as it stands on the certificate: digits, 6 to 30 of them."),
            code="registration",
        )
    return plain
