"""Forget the photos of slips that were decided long ago; what they said stays in the row."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.utils import timezone

from community.private import storing
from shop.refunds.forgetting import RUNNING
from shop.slips.models import Slip
from shop.slips.photos import ROOM, forget

AT_ONCE = 500


def forget_photos() -> int:
    """Remove the photos of slips decided SLIP_FORGET_DAYS ago, and return how many.

    By what lies there: what is interrupted is finished the next time. Bank, number, amount and
    the file's hash stay: a slip counts once for ever. A running dispute needs its photos.
    """
    before = timezone.now() - timedelta(days=settings.SLIP_FORGET_DAYS)
    old = Slip.objects.exclude(state=Slip.State.WAITING).filter(decided_at__lte=before)
    old = old.exclude(payment__purchase__disputes__state__in=RUNNING)
    keys = (key for key, _ in storing.folders(ROOM))
    gone = 0
    while some := list(islice(keys, AT_ONCE)):
        for key in old.filter(key__in=some).values_list("key", flat=True):
            forget(key)
            gone += 1
    return gone
