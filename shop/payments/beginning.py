"""From a chosen way of paying to the page where it is paid."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from shop.payments.models import Attempt
from shop.payments.opening import open_attempts
from shop.payments.payable import check_payable
from shop.payments.paying import start
from shop.payments.receiving import settle_free
from shop.purchases.models import Purchase


def begin(purchase: Purchase, method: str) -> str:
    """Start paying and return the address to go to: the card page, or our own page.

    Our own page shows the QR code, or says what went wrong. Raises NotPayable, and GatewayError
    where the way that was chosen before cannot be closed.
    Where a voucher covers everything there is nothing to pay, and it is paid; where the goods
    go first there is nothing to pay now.
    """
    pay_page = reverse("payments:pay", args=[purchase.number])
    if purchase.state == Purchase.State.AGREED:
        return purchase.get_absolute_url()
    if purchase.total == 0:
        settle_free(purchase)
        return purchase.get_absolute_url()
    if purchase.collect_by == Purchase.CollectBy.SELLER_DIRECT:
        open_shares(purchase)
        return pay_page
    attempt = start(purchase, method)
    is_card = attempt.method == Attempt.Method.CARD and attempt.state == Attempt.State.OPEN
    return attempt.next_url if is_card and attempt.next_url else pay_page


@transaction.atomic
def open_shares(purchase: Purchase) -> None:
    """Let every seller's payment be paid. Locks the purchase. Raises NotPayable."""
    purchase = Purchase.objects.select_for_update().get(pk=purchase.pk)
    check_payable(purchase)
    open_attempts(purchase)
