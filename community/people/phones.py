"""Telephone numbers in one spelling."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits

THAI_MOBILE = re.compile(r"\+66[689]\d{8}")


def to_e164(text: str) -> str:
    """Return +66812345678 for 081-234 5678, in Thai or Arabic digits.

    Raises ValidationError with a sentence for the person who typed it.
    """
    try:
        number = phonenumbers.parse(ascii_digits(text), "TH")
    except phonenumbers.NumberParseException:
        number = None
    # Demo numbers (08x-000-xxxx) are possible numbers and not valid ones.
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This is not a telephone number. Write it like 081 234 5678."), code="phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def for_reading(phone: str) -> str:
    """Return 081 234 5678 for a Thai number, the international form for others."""
    try:
        number = phonenumbers.parse(phone, "TH")
    except phonenumbers.NumberParseException:
        return phone
    national = number.country_code == 66
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)


def to_thai_mobile(text: str) -> str:
    """Return +66812345678 for a Thai mobile number, which a text message reaches.

    Raises ValidationError with a sentence for the person who typed it.
    """
    phone = to_e164(text)
    if not phone.startswith("+66"):
        raise ValidationError(
            _("We can send codes to Thai numbers only. From abroad, use an e-mail address."),
            code="foreign",
        )
    if not THAI_MOBILE.fullmatch(phone):
        raise ValidationError(
            _("This is not a mobile number. Thai mobile numbers begin with 06, 08 or 09."),
            code="not_mobile",
        )
    return phone
