"""Amounts and currencies the gateway takes."""

from __future__ import annotations

from .errors import bad_parameter

SMALLEST = {"thb": 1_000, "usd": 50, "eur": 50, "gbp": 30, "jpy": 50, "sgd": 50, "aud": 50}
LARGEST = 99_999_999


def check_currency(currency: str) -> None:
    if currency.lower() not in SMALLEST:
        known = ", ".join(SMALLEST)
        raise bad_parameter(
            f"Invalid currency: {currency}. Stripe currently supports these currencies: {known}",
            "currency",
        )


def check_amount(amount: int, currency: str) -> None:
    """Refuse an amount, in the currency's smallest unit, that is too small or too large."""
    if amount < 1:
        raise bad_parameter(
            "This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer"
        )
    if amount < SMALLEST[currency.lower()]:
        least = SMALLEST[currency.lower()]
        raise bad_parameter(
            f"Amount must be at least {least // 100}.{least % 100:02d} {currency}",
            "amount",
            "amount_too_small",
        )
    if amount > LARGEST:
        raise bad_parameter(
            f"Amount must be no more than 999,999.99 {currency}", "amount", "amount_too_large"
        )
