"""How each way is called, and what a buyer should know before choosing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shop.payments.models import Attempt

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Method = Attempt.Method

NAMES: dict[str, StrOrPromise] = {
    Method.PROMPTPAY: _("PromptPay QR"),
    Method.OWN_QR: _("PromptPay QR, with a slip"),
    Method.SELLER_QR: _("PromptPay QR of each seller"),
    Method.CARD: _("Credit or debit card"),
    Method.TRANSFER: _("Bank transfer"),
    Method.COD: _("Cash on delivery"),
    Method.CASH: _("Pay when you pick up"),
}
HINTS: dict[str, StrOrPromise] = {
    Method.PROMPTPAY: _("Scan with any bank's app."),
    Method.OWN_QR: _("Scan with any bank's app, then send us a photo of the slip."),
    Method.SELLER_QR: _("You pay each seller straight, by a QR code of its own."),
    Method.CARD: _("Visa · Mastercard · JCB"),
    Method.TRANSFER: _("To our bank account, within 24 hours."),
    Method.COD: _("Open the parcel first. Pay whoever brings it if all is well."),
    Method.CASH: _("In cash or by the seller's QR code, when you have the goods in your hands."),
}
# What a seller should know before switching it on.
FOR_SELLERS: dict[str, StrOrPromise] = {
    Method.SELLER_QR: _(
        "Buyers pay into your own PromptPay account. You look at your bank's app and say that "
        "it came, before you pack."
    ),
    Method.COD: _(
        "You send first. The buyer may open the parcel, and may refuse it: then the post brings "
        "it back to you and nobody owes anything. The carrier keeps the money for %(days)s days."
    ),
    Method.CASH: _("The buyer pays you at the stall or where the goods are picked up."),
}


def name_of(code: str) -> str:
    return str(NAMES.get(code, code))


def for_sellers(code: str) -> str:
    """Return what a seller should know before switching a way on."""
    if code in FOR_SELLERS:
        return FOR_SELLERS[code] % {"days": settings.COD_HOLD_DAYS}
    return hint_of(code)


def hint_of(code: str) -> str:
    return str(HINTS.get(code, ""))
