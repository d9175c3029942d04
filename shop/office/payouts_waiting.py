"""Payouts that wait for a person, shop by shop."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from shop.payouts.models import Payout

LATELY = timedelta(days=14)
HELD, BACK = "held", "back"


def payouts_that_wait(which: str) -> QuerySet[Payout]:
    """Return payouts that are held, or whose money came back lately; none for another word."""
    found = Payout.objects.select_related("seller", "batch").order_by("-pk")
    if which == HELD:
        return found.filter(state=Payout.State.HELD)
    if which == BACK:
        states = [Payout.State.FAILED, Payout.State.RETURNED]
        return found.filter(state__in=states, back_at__gte=timezone.now() - LATELY)
    return found.none()
