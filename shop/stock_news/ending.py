"""Take back a wish to be told: by whoever holds a letter's link, or by its account."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from shop.stock_news.models import Wish

SALT = "talat.stock_news.end"
SECRET_LETTERS = 20  # 80 bits, and short enough for a text message


def secret_of(wish: Wish) -> str:
    """Return what proves that somebody has read the letter of this wish."""
    return salted_hmac(SALT, str(wish.pk), algorithm="sha256").hexdigest()[:SECRET_LETTERS]


def is_secret_of(wish: Wish, typed: str) -> bool:
    return constant_time_compare(secret_of(wish), typed)


def end(wishes: QuerySet[Wish]) -> int:
    """End those that wait, and return how many that were."""
    return wishes.filter(state=Wish.State.WAITING).update(state=Wish.State.ENDED)
