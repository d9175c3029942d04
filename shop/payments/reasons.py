"""Sentences for what can go wrong with a payment. None says that no money was taken unless the
gateway said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shop.payments.models import Attempt

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: dict[str, StrOrPromise] = {
    "insufficient_funds": _(
        "There is not enough money on this card. Try another card or PromptPay."
    ),
    "expired_card": _("This card has expired. Try another card or PromptPay."),
    "incorrect_cvc": _("The three digits on the back were not right. Try again."),
    "card_declined": _("The bank said no to this card. Nothing was charged. Try another way."),
    "amount_too_small": _(
        "The payment service takes ฿10 or more. Cancel, and put something more in the basket."
    ),
    "payment_intent_payment_attempt_expired": _("The QR code is too old. Ask for a new one."),
    "gateway_error": _("The payment service had a fault. Nothing was charged. Please try again."),
}
NO_ANSWER = _("The payment service does not answer just now. Wait a minute, then try again.")
NOT_PAYABLE: dict[str, StrOrPromise] = {
    "paid": _("This purchase is paid already. Thank you."),
    "over": _("The time to pay is over, and the goods are back on the shelf."),
    "withdrawn": _(
        "A seller has taken goods of this purchase off the shelf, so it cannot be paid. "
        "Cancel it and the rest goes back to your basket."
    ),
}


def refusal_sentence(attempt: Attempt) -> str:
    other = _("The payment did not go through. You can try again, or pay in another way.")
    return str(REFUSALS.get(attempt.error_code, other))


def not_payable_sentence(reason: str) -> str:
    return str(NOT_PAYABLE[reason])
