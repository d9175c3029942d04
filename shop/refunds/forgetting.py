"""Forget what nobody needs any more: buyers' accounts, and photos of what came broken."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from community.private import storing
from shop.disputes.models import Evidence
from shop.refunds.models import Refund, RefundPhoto
from shop.refunds.photos import ROOM

RUNNING = ("open", "answered")  # a dispute needs what was shown


def forget() -> int:
    """Forget accounts and photos of refunds that are over for REFUND_FORGET_DAYS.

    A file goes before its row: what is interrupted is finished the next time. Returns how many
    refunds lost something.
    """
    over = list(_over().filter(~Q(bank_holder="") | Q(photos__isnull=False)).distinct())
    for photo in RefundPhoto.objects.filter(refund__in=over):
        storing.forget(photo.key, ROOM)
        photo.delete()
    _forget_evidence()
    rows = Refund.objects.filter(pk__in=[refund.pk for refund in over])
    rows.update(bank_code="", bank_number="", bank_holder="")
    return len(over)


def _forget_evidence() -> None:
    before = timezone.now() - timedelta(days=settings.REFUND_FORGET_DAYS)
    for shown in Evidence.objects.filter(photo_key__isnull=False, dispute__closed_at__lte=before):
        if shown.photo_key:
            storing.forget(shown.photo_key, ROOM)
        Evidence.objects.filter(pk=shown.pk).update(photo_key=None)


def _over() -> QuerySet[Refund]:
    before = timezone.now() - timedelta(days=settings.REFUND_FORGET_DAYS)
    done = Q(state=Refund.State.DONE, done_at__lte=before)
    refused = Q(state=Refund.State.REFUSED, changed_at__lte=before)
    return Refund.objects.filter(done | refused).exclude(purchase__disputes__state__in=RUNNING)
