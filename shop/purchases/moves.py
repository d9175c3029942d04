"""Move a purchase and its seller orders from state to state, and Oscar's order with them."""

from __future__ import annotations

from django.utils import timezone
from oscar.apps.order.models import Order

from shop.purchases.models import Purchase, SellerOrder

State = Purchase.State


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


def mark_paid(purchase: Purchase) -> None:
    now = timezone.now()
    move(purchase, State.PAID, paid_at=now)
    purchase.seller_orders.filter(
        state__in=[SellerOrder.State.AWAITING_PAYMENT, SellerOrder.State.CANCELLED]
    ).update(state=SellerOrder.State.TO_PACK, paid_at=now)


def mark_over(purchase: Purchase, state: str) -> None:
    """Expire or cancel, with its seller orders."""
    move(purchase, state)
    purchase.seller_orders.filter(state=SellerOrder.State.AWAITING_PAYMENT).update(
        state=SellerOrder.State.CANCELLED
    )
