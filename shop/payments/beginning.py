"""From a chosen way of paying to the page where it is paid."""

from __future__ import annotations

from django.urls import reverse

from shop.payments.models import Attempt
from shop.payments.paying import start
from shop.payments.receiving import settle_free
from shop.purchases.models import Purchase


def begin(purchase: Purchase, method: str) -> str:
    """Start paying and return the address to go to: the card page, or our own page.

    Our own page shows the QR code, or says what went wrong. Raises NotPayable, and GatewayError
    where the way that was chosen before cannot be closed.
    Where a voucher covers everything there is nothing to pay, and it is paid.
    """
    pay_page = reverse("payments:pay", args=[purchase.number])
    if purchase.total == 0:
        settle_free(purchase)
        return purchase.get_absolute_url()
    attempt = start(purchase, method)
    is_card = attempt.method == Attempt.Method.CARD and attempt.state == Attempt.State.OPEN
    return attempt.next_url if is_card and attempt.next_url else pay_page
