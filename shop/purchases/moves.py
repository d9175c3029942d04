"""Move a purchase and its seller orders from state to state, and Oscar's order with them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from oscar.apps.order.models import Order

from shop.purchases.models import Purchase, SellerOrder

State = Purchase.State
Share = SellerOrder.State
# A share in one of these, without money, is still to be paid.
UNPAID = (Share.AWAITING_PAYMENT, Share.TO_PACK, Share.PACKED, Share.SHIPPED)


class PurchaseMoved(Exception):
    """Somebody else moved it first, or the move is not allowed; carries its state now."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def move(purchase: Purchase, to: str, **fields: object) -> None:
    """Move in the caller's transaction by a conditional UPDATE. Raises PurchaseMoved."""
    start = [state for state, allowed in Purchase.ALLOWED.items() if to in allowed]
    if Purchase.objects.filter(pk=purchase.pk, state__in=start).update(state=to, **fields) != 1:
        raise PurchaseMoved(Purchase.objects.values_list("state", flat=True).get(pk=purchase.pk))
    purchase.state = to
    Order.objects.filter(pk=purchase.order_id).update(status=to)


def mark_paid(purchase: Purchase, shares: Iterable[SellerOrder] | None = None) -> None:
    """Mark seller orders paid, all or the given ones; the purchase is when none is left open.

    In the caller's transaction, the purchase locked. A share whose goods went first stays in
    its state. Raises PurchaseMoved.
    """
    now = timezone.now()
    unpaid = purchase.seller_orders.filter(paid_at=None)
    if shares is not None:
        unpaid = unpaid.filter(pk__in=[share.pk for share in shares])
    to_pack = unpaid.filter(state__in=[Share.AWAITING_PAYMENT, Share.CANCELLED])
    to_pack.update(state=Share.TO_PACK, paid_at=now)
    unpaid.update(paid_at=now)
    follow_shares(purchase)


def follow_shares(purchase: Purchase) -> None:
    """Move a purchase on once none of its seller orders waits for money any more.

    Paid where one of them is; else cancelled: nothing was sent, or all of it came back unpaid.
    """
    shares = list(purchase.seller_orders.values_list("state", "paid_at"))
    if any(paid_at is None and state in UNPAID for state, paid_at in shares):
        return
    if any(paid_at for _, paid_at in shares):
        if purchase.state != State.PAID:
            move(purchase, State.PAID, paid_at=timezone.now())
    elif purchase.state not in (State.CANCELLED, State.EXPIRED):
        move(purchase, State.CANCELLED)


def mark_agreed(purchase: Purchase) -> None:
    """Let sellers pack although nothing is paid: the goods go before the money."""
    move(purchase, State.AGREED)
    waiting = purchase.seller_orders.filter(state=Share.AWAITING_PAYMENT)
    waiting.update(state=Share.TO_PACK)


def mark_over(purchase: Purchase, state: str) -> list[SellerOrder]:
    """Expire or cancel what is unpaid of it, and return those seller orders.

    Where other seller orders are paid, the purchase is paid: with what is left. Locks the
    purchase. Raises PurchaseMoved where it does not wait for money.
    """
    now = Purchase.objects.select_for_update().values_list("state", flat=True).get(pk=purchase.pk)
    if now != State.AWAITING_PAYMENT:
        raise PurchaseMoved(now)
    over = list(purchase.seller_orders.filter(state=Share.AWAITING_PAYMENT).order_by("pk"))
    is_paid = purchase.seller_orders.exclude(paid_at=None).exists()
    move(purchase, State.PAID if is_paid else state, **_paid_now(is_paid))
    purchase.seller_orders.filter(pk__in=[share.pk for share in over]).update(state=Share.CANCELLED)
    return over


def _paid_now(is_paid: bool) -> dict[str, object]:
    return {"paid_at": timezone.now()} if is_paid else {}
