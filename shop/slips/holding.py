"""Keep the goods of a purchase while somebody has to look at its slip."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from shop.purchases.models import Purchase

HOLD = timedelta(hours=24)  # from the slip on
LONGEST = timedelta(days=3)  # from placing on: a photo of anything holds no goods for ever


def let_go(purchase_id: int) -> None:
    """Hold the goods for no longer than anybody has to pay, once no slip waits any more."""
    soon = timezone.now() + timedelta(minutes=settings.RESERVATION_MINUTES)
    Purchase.objects.filter(
        pk=purchase_id, state=Purchase.State.AWAITING_PAYMENT, expires_at__gt=soon
    ).update(expires_at=soon)


def hold_on(purchase_id: int) -> bool:
    """Return whether the goods are held now; what is over already stays over.

    By a conditional UPDATE: a worker that ends purchases takes only what was over before.
    """
    now = timezone.now()
    waiting = Purchase.objects.filter(
        pk=purchase_id, state=Purchase.State.AWAITING_PAYMENT, expires_at__gt=now
    )
    longest = Least(now + HOLD, F("placed_at") + LONGEST)
    return waiting.update(expires_at=Greatest(F("expires_at"), longest)) == 1
