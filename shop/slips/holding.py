"""Keep the goods of a purchase while somebody has to look at its slip."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from shop.purchases.models import Purchase
from shop.slips.models import Slip

LONGEST = timedelta(days=3)  # from placing on: a photo of anything holds no goods for ever
UNREAD = timedelta(hours=24)  # from a slip on that carries no code which we could read


def hold_on(purchase_id: int, *, is_read: bool = False) -> bool:
    """Return whether the goods are held now, until a decision; what is over already stays over.

    By a conditional UPDATE: a worker that ends purchases takes only what was over before.
    """
    now, longest = timezone.now(), F("placed_at") + LONGEST
    waiting = Purchase.objects.filter(
        pk=purchase_id, state=Purchase.State.AWAITING_PAYMENT, expires_at__gt=now
    )
    until = longest if is_read else Least(now + UNREAD, longest)
    return waiting.update(expires_at=Greatest(F("expires_at"), until)) == 1


def let_go(purchase_id: int) -> None:
    """Hold the goods for no longer than anybody has to pay, once no slip waits any more."""
    from shop.ways.registry import WAYS

    if Slip.objects.filter(payment__purchase=purchase_id, state=Slip.State.WAITING).exists():
        return
    purchase = Purchase.objects.get(pk=purchase_id)
    soon = timezone.now() + timedelta(minutes=settings.RESERVATION_MINUTES)
    until = max(soon, purchase.placed_at + WAYS[purchase.way].hold)
    Purchase.objects.filter(
        pk=purchase_id, state=Purchase.State.AWAITING_PAYMENT, expires_at__gt=until
    ).update(expires_at=until)
