"""Account numbers as people write them: what they mean, and whether they can be right."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.th import pin

from community.banking.models import PayoutAccount
from community.people.phones import to_e164
from community.private.crypto import blind_index
from community.words.digits import THAI_DIGITS

Kind = PayoutAccount.Kind
LEAST, MOST = 10, 15
# Ten digits in every book that they issue; the others have had several lengths.
TEN_DIGITS = frozenset({"002", "004", "006", "011", "014", "025"})
SEPARATORS = re.compile(r"[\s\-–.()/]")
MOBILE = re.compile(r"0[689]\d{8}")
WALLET_DIGITS, CITIZEN_DIGITS = 15, 13


def clean_account(kind: str, bank: str, typed: str) -> str:
    """Return the digits of an account number or PromptPay id; a mobile number as 0812345678.

    Raises ValidationError with a sentence for the person who typed it.
    """
    plain = SEPARATORS.sub("", typed.translate(THAI_DIGITS))
    if kind == Kind.PROMPTPAY:
        return _promptpay(plain)
    return _bank_account(bank, plain)


def account_index(digits: str) -> str:
    """Return what finds the same account elsewhere without reading it."""
    return blind_index(digits, purpose="account")


def last_four(digits: str) -> str:
    return digits[-4:]


def _bank_account(bank: str, plain: str) -> str:
    if not plain.isascii() or not plain.isdigit():
        raise ValidationError(_("An account number has only digits."), code="digits")
    if bank in TEN_DIGITS and len(plain) != LEAST:
        raise ValidationError(
            _("Account numbers of this bank have 10 digits. Look at the bank book once more."),
            code="length",
        )
    if not LEAST <= len(plain) <= MOST:
        raise ValidationError(
            _("An account number has 10 to 15 digits. Look at the bank book once more."),
            code="length",
        )
    if len(set(plain)) == 1:
        raise ValidationError(_("This is not an account number."), code="same")
    return plain


def _promptpay(plain: str) -> str:
    if plain.startswith("+") or (plain.startswith("66") and len(plain) == 11):
        plain = _national(plain)
    if MOBILE.fullmatch(plain):
        return plain
    if plain.isascii() and plain.isdigit() and len(plain) == CITIZEN_DIGITS:
        return _with_check_digit(plain)
    if plain.isascii() and plain.isdigit() and len(plain) == WALLET_DIGITS:
        return plain
    raise ValidationError(
        _("A PromptPay id is a mobile number, a 13-digit id number or a 15-digit e-wallet number."),
        code="promptpay",
    )


def _national(plain: str) -> str:
    """Return 0812345678 for +66812345678. Raises ValidationError."""
    number = to_e164(plain if plain.startswith("+") else f"+{plain}")
    return f"0{number.removeprefix('+66')}" if number.startswith("+66") else plain


def _with_check_digit(plain: str) -> str:
    # Citizens' and juristic persons' numbers have the same check digit.
    if pin.calc_check_digit(plain[:-1]) != plain[-1]:
        raise ValidationError(
            _("One of the 13 digits is wrong: the last one does not fit the others."),
            code="check_digit",
        )
    return plain
