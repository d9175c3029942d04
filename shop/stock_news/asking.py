"""Keep a buyer's wish to hear when something is back."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from community.channels.ways import ways_for
from community.people.models import User
from shop.listings.models import Variant
from shop.listings.weights import LEAST_G
from shop.partner.models import StockRecord
from shop.stock.reserving import left_of
from shop.stock_news.errors import AskedTooOften, NoWayToTell, ThereNow
from shop.stock_news.models import Wish

MOST_WAITING = 20
KEPT = timedelta(days=180)
KEPT_AFTER = timedelta(days=7)  # longer than a letter is tried
State = Wish.State


def can_be_bought(variant: Variant) -> bool:
    """Return whether it is there now, or is made when somebody orders it."""
    least = LEAST_G if variant.listing.is_weighed else 1
    to_order = variant.listing.made_to_order_days is not None
    return to_order or left_of(variant.stock_record) >= least


@transaction.atomic
def ask(variant: Variant, language: str, *, user: User | None = None, to: str = "") -> Wish:
    """Keep the wish of an account, or of an address; asked twice, it is kept once.

    Locks the stock record, so that two presses leave one wish. Raises ThereNow, AskedTooOften,
    NoWayToTell.
    """
    StockRecord.objects.select_for_update().get(pk=variant.stock_record_id)
    if can_be_bought(variant):
        raise ThereNow(variant.pk)
    if user and not ways_for(user):
        raise NoWayToTell(user.pk)
    waiting = Wish.objects.filter(state=State.WAITING, user=user, to=to)
    if kept := waiting.filter(stock_record=variant.stock_record_id).first():
        return kept
    if waiting.count() >= MOST_WAITING:
        raise AskedTooOften
    return Wish.objects.create(
        stock_record_id=variant.stock_record_id, user=user, to=to, language=language
    )


def forget() -> None:
    """Keep addresses no longer than they are needed: a week after the letter, or half a year.

    What was taken back is forgotten at once.
    """
    now = timezone.now()
    Wish.objects.filter(state=State.WAITING, asked_at__lt=now - KEPT).delete()
    Wish.objects.filter(state=State.ENDED).delete()
    Wish.objects.filter(state=State.TOLD, told_at__lt=now - KEPT_AFTER).delete()
