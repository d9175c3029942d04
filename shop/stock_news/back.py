"""Tell those who waited that something is there again: the first who asked, first."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone, translation

from community.channels.models import Channel
from community.channels.telling import tell
from community.holidays.queries import on_holiday
from shop import jobs
from shop.listings.models import Variant
from shop.listings.weights import GRAMS
from shop.stock.reserving import left_of
from shop.stock_news.access import on_sale
from shop.stock_news.asking import can_be_bought
from shop.stock_news.models import BackLetter, Wish

SEND = "shop.stock_news.tasks.send_letter"
KIND = "stock_back"
# Not everybody who is told buys; all at once would run for one piece.
TOLD_FOR_EACH = 3
MOST_AT_ONCE = 60
A_DAY = timedelta(days=1)
State = Wish.State


def tell_what_is_back() -> int:
    """Tell who waits for what can be bought now, and return how many that were.

    Three for each piece a day, in the order in which they asked; the others wait for more.
    """
    return sum(_tell_of(variant) for variant in _back())


def _back() -> list[Variant]:
    left = Coalesce(F("stock_record__num_in_stock"), 0) - Coalesce(
        F("stock_record__num_allocated"), 0
    )
    waited_for = Wish.objects.filter(state=State.WAITING).values("stock_record")
    found = (
        on_sale()
        .alias(left=left)
        .filter(
            Q(left__gt=0) | Q(listing__made_to_order_days__isnull=False),
            stock_record__in=waited_for,
        )
    )
    variants = list(found.select_related("stock_record", "listing__seller").order_by("pk"))
    closed = on_holiday({variant.listing.seller_id for variant in variants})
    is_open = (one for one in variants if one.listing.seller_id not in closed)
    return [variant for variant in is_open if can_be_bought(variant)]


@transaction.atomic
def _tell_of(variant: Variant) -> int:
    """Tell as many as it is worth, each in the transaction that marks the wish as told."""
    now = timezone.now()
    wishes = Wish.objects.filter(stock_record=variant.stock_record_id)
    told = wishes.filter(state=State.TOLD, told_at__gt=now - A_DAY).count()
    waiting = wishes.filter(state=State.WAITING).select_related("user").order_by("pk")
    chosen = list(waiting.select_for_update(skip_locked=True, of=("self",)))
    chosen = chosen[: max(_worth_telling(variant) - told, 0)]
    for wish in chosen:
        Wish.objects.filter(pk=wish.pk, state=State.WAITING).update(state=State.TOLD, told_at=now)
        _tell(wish, variant)
    return len(chosen)


def _worth_telling(variant: Variant) -> int:
    if variant.listing.made_to_order_days is not None:
        return MOST_AT_ONCE
    left = left_of(variant.stock_record)
    pieces = -(-left // GRAMS) if variant.listing.is_weighed else left
    return min(pieces * TOLD_FOR_EACH, MOST_AT_ONCE)


def _tell(wish: Wish, variant: Variant) -> None:
    key = f"{KIND}:{wish.pk}"
    if wish.user:
        facts = facts_of(variant, wish.user.language)
        tell(wish.user, KIND, key, **facts)
        return
    channel = Channel.EMAIL if "@" in wish.to else Channel.SMS
    letter = BackLetter.objects.create(wish=wish, key=key, kind=KIND, channel=channel)
    jobs.enqueue(SEND, letter_id=letter.pk)


def facts_of(variant: Variant, language: str) -> dict[str, str]:
    """Return what the message says, in its reader's language."""
    with translation.override(language):
        title, name = variant.listing.title, variant.name
        return {
            "goods": f"{title} ({name})" if name else title,
            "shop": variant.listing.seller.name,
            "path": path_of(variant),
        }


def path_of(variant: Variant) -> str:
    return f"{variant.listing.get_absolute_url()}?variant={variant.product_id}"
