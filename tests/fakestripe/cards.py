"""Test cards: what each number, and its ready-made payment method, does when charged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """`code` and `decline_code` are empty for a card that pays; `asks` demands 3-D Secure."""

    number: str
    code: str = ""
    decline_code: str = ""
    message: str = ""
    asks: bool = False
    brand: str = "visa"

    @property
    def last4(self) -> str:
        return self.number[-4:]


_DECLINED = "Your card was declined."
_CARDS = [
    Card("4242424242424242"),
    Card("5555555555554444", brand="mastercard"),
    Card("4000007640000003"),
    Card("4000000000000002", "card_declined", "generic_decline", _DECLINED),
    Card(
        "4000000000009995",
        "card_declined",
        "insufficient_funds",
        "Your card has insufficient funds.",
    ),
    Card("4000000000009987", "card_declined", "lost_card", _DECLINED),
    Card("4000000000009979", "card_declined", "stolen_card", _DECLINED),
    Card("4000000000000069", "expired_card", "expired_card", "Your card has expired."),
    Card(
        "4000000000000127",
        "incorrect_cvc",
        "incorrect_cvc",
        "Your card's security code is incorrect.",
    ),
    Card(
        "4000000000000119",
        "processing_error",
        "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
    ),
    Card("4100000000000019", "card_declined", "fraudulent", _DECLINED),
    Card("4000000000000341", "card_declined", "generic_decline", _DECLINED),
    Card("4000002500003155", asks=True),
    Card("4000002760003184", asks=True),
]
BY_NUMBER = {card.number: card for card in _CARDS}

_NAMES = {
    "pm_card_visa": "4242424242424242",
    "pm_card_mastercard": "5555555555554444",
    "pm_card_th_debit": "4000007640000003",
    "pm_card_chargeDeclined": "4000000000000002",
    "pm_card_visa_chargeDeclined": "4000000000000002",
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_visa_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_visa_chargeDeclinedLostCard": "4000000000009987",
    "pm_card_visa_chargeDeclinedStolenCard": "4000000000009979",
    "pm_card_chargeDeclinedExpiredCard": "4000000000000069",
    "pm_card_chargeDeclinedIncorrectCvc": "4000000000000127",
    "pm_card_chargeDeclinedProcessingError": "4000000000000119",
    "pm_card_chargeDeclinedFraudulent": "4100000000000019",
    "pm_card_chargeCustomerFail": "4000000000000341",
    "pm_card_authenticationRequiredOnSetup": "4000002500003155",
    "pm_card_authenticationRequired": "4000002760003184",
}
BY_NAME = {name: BY_NUMBER[number] for name, number in _NAMES.items()}


def is_card_number(text: str) -> bool:
    """Say whether 12 to 19 digits pass the Luhn check."""
    if not (text.isdecimal() and text.isascii() and 12 <= len(text) <= 19):
        return False
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(text))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
