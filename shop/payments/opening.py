"""The payments of a purchase, and who agreed to be paid later."""

from __future__ import annotations

from shop.money import ZERO
from shop.notify.telling import tell_agreed
from shop.payments.models import Attempt, Payment
from shop.payments.numbering import next_attempt
from shop.payments.receiving import settle_free_shares
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.purchases.moves import mark_agreed
from shop.stock.reserving import claim

SELLER_DIRECT = Purchase.CollectBy.SELLER_DIRECT


def open_payments(purchase: Purchase) -> None:
    """Write down what is to be paid, in the caller's transaction: in one go, or by seller.

    A seller's share that comes to nothing is paid at once.
    """
    if purchase.collect_by != SELLER_DIRECT or purchase.total == ZERO:
        Payment.objects.create(purchase=purchase, amount=purchase.total)
        return
    shares = list(purchase.seller_orders.order_by("pk"))
    Payment.objects.bulk_create(
        Payment(purchase=purchase, seller_order=share, amount=share.total) for share in shares
    )
    settle_free_shares(purchase, [share for share in shares if share.total == ZERO])


def agree(purchase: Purchase) -> None:
    """Let the goods go before the money, in the caller's transaction: claimed, to be packed.

    Each seller's payment waits, with one attempt, until the seller says that it came.
    """
    claim(purchase.number)
    mark_agreed(purchase)
    open_attempts(purchase)
    record(purchase, "agreed", way=purchase.way)
    tell_agreed(purchase)


def open_attempts(purchase: Purchase) -> list[Attempt]:
    """Return the live attempts of every payment that is open; those missing are written.

    In a transaction, the purchase locked.
    """
    payments = purchase.payments.filter(state=Payment.State.OPEN).order_by("pk")
    return [_live(payment, purchase.way) for payment in payments.select_related("seller_order")]


def _live(payment: Payment, method: str) -> Attempt:
    live = payment.attempts.filter(state__in=Attempt.LIVE).first()
    return live or next_attempt(payment, method)
