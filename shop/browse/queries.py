"""Which cards a page reads, and in which order."""

from __future__ import annotations

from typing import TypeAlias

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shop.listings.folding import fold
from shop.listings.models import ListingCard

Cards: TypeAlias = "QuerySet[ListingCard]"

LONGEST_QUERY = 100
MOST_WORDS = 8

COLUMNS = [field.attname for field in ListingCard._meta.concrete_fields]
UNREAD = ("search_text", "category_ids", "community_ids")  # what no page shows


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    CHEAPEST = "price", _("Cheapest first")
    DEAREST = "-price", _("Dearest first")


# What can be bought comes before what is sold out; the key makes pages stable.
ORDER = {
    Sort.NEWEST: ("-is_available", "-listed_at", "-pk"),
    Sort.CHEAPEST: ("-is_available", "price", "pk"),
    Sort.DEAREST: ("-is_available", "-price", "pk"),
}


def cards() -> Cards:
    """Return the cards that everybody may see, without what no page shows."""
    visible = ListingCard.objects.filter(is_visible=True)
    return visible.defer(*UNREAD)


def in_category(category_id: int) -> Cards:
    return cards().filter(category_ids__contains=[category_id])


def newest(found: Cards) -> Cards:
    return found.order_by(*ORDER[Sort.NEWEST])


def matching(found: Cards, query: str) -> Cards:
    """Return the cards that have every word of the query somewhere in their text.

    Only the first LONGEST_QUERY characters and MOST_WORDS words count. The wildcards of LIKE
    are escaped by the look-up.
    """
    for word in fold(query[:LONGEST_QUERY]).split()[:MOST_WORDS]:
        found = found.filter(search_text__contains=word)
    return found
