from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from community.banking.banks import bank_name
from shop.payments.models import Payment
from shop.purchases.models import Purchase
from shop.slips import photos
from shop.slips.mini_qr import WALLET
from shop.slips.models import Slip
from shop.slips.payee import Payee
from shop.slips.payee import payee_of as read_payee

register = template.Library()


@register.filter
def bank_of(slip: Slip) -> str:
    """Return the bank that the money left, in the reader's language."""
    if slip.bank_code == WALLET:
        return _("TrueMoney Wallet")
    return bank_name(slip.bank_code) if slip.bank_code else ""


@register.filter
def has_photo(slip: Slip) -> bool:
    """Return whether its photo is still there: it is removed some time after the decision."""
    return photos.is_kept(slip.key)


@register.simple_tag
def payee_of(payment: Payment) -> Payee | None:
    """Return who gets a payment that no gateway collects."""
    return read_payee(payment)


@register.simple_tag
def slips_of(payment: Payment) -> list[Slip]:
    """Return the slips that were sent for a payment, the newest first."""
    return list(payment.slips.order_by("-pk"))


@register.simple_tag
def has_slip_waiting(purchase: Purchase) -> bool:
    """Return whether somebody still has to look at a slip of a purchase."""
    return Slip.objects.filter(payment__purchase=purchase, state=Slip.State.WAITING).exists()
