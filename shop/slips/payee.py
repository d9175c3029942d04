"""To whom a payment goes that no gateway collects, and the QR code that says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from community.banking.banks import bank_name
from community.banking.models import PayoutAccount
from shop.money import ZERO
from shop.payments import qr
from shop.payments.models import Payment
from shop.payments.numbering import BY_HAND
from shop.slips.emvco import promptpay


@dataclass(frozen=True)
class Payee:
    """Where the money goes. What is empty is not taken."""

    name: str
    promptpay: str = ""
    bank_code: str = ""
    number: str = ""
    amount: Decimal = ZERO

    @property
    def bank(self) -> str:
        return bank_name(self.bank_code) if self.bank_code else ""

    @property
    def qr_text(self) -> str:
        return promptpay(self.promptpay, self.amount) if self.promptpay and self.amount else ""

    @property
    def qr(self) -> qr.Drawing | None:
        return qr.draw(self.qr_text) if self.qr_text else None

    @property
    def written(self) -> str:
        """Return the account's number as banks print it: 999-0-00001-4."""
        plain = self.number
        if len(plain) != 10:
            return plain
        return f"{plain[:3]}-{plain[3]}-{plain[4:9]}-{plain[9]}"


def payee_of(payment: Payment) -> Payee | None:
    """Return who gets a payment: the marketplace, or the seller by the account that is in use.

    None for a seller without one, and where a gateway collects.
    """
    if payment.purchase.way not in BY_HAND:
        return None
    if payment.seller_order is None:
        return Payee(
            settings.MARKETPLACE_BANK_HOLDER,
            settings.MARKETPLACE_PROMPTPAY,
            settings.MARKETPLACE_BANK_CODE,
            settings.MARKETPLACE_BANK_NUMBER,
            payment.amount,
        )
    account = PayoutAccount.objects.filter(
        seller=payment.seller_order.seller_id, state=PayoutAccount.State.ACTIVE
    ).first()
    if account is None:
        return None
    if account.kind == PayoutAccount.Kind.PROMPTPAY:
        return Payee(account.holder_name, promptpay=account.number, amount=payment.amount)
    return Payee(account.holder_name, "", account.bank_code, account.number, payment.amount)
