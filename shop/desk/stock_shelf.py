"""A seller's stock as the desk lists it: each thing with what is there, promised and free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from community.words.plain import clean_line
from shop.desk.access import Desk
from shop.desk.stock_access import own_variants
from shop.listings.models import Listing, Photo, Variant
from shop.stock.models import SetAside
from shop.stock.summing import Sums, sums

PER_PAGE = 20
State = Listing.State
GONE = (State.WITHDRAWN, State.ARCHIVED)
SHOWN = ("", "low", "kept")
PIECES = (1, 2, 3, 4, 5, 6, 8, 10)
GRAMS = (250, 500, 1000, 1500, 2000, 3000, 5000, 10000)


@dataclass(frozen=True)
class Shelf:
    """One thing on the shelf."""

    variant: Variant
    sums: Sums
    image: dict[str, Any] | None

    @property
    def listing(self) -> Listing:
        return self.variant.listing

    @property
    def quick(self) -> list[int]:
        """What is sold at a stall with one tap, as far as it is there."""
        steps = GRAMS if self.listing.is_weighed else PIECES
        return [amount for amount in steps if amount <= self.sums.on_hand]

    @property
    def is_low(self) -> bool:
        threshold = self.variant.stock_record.low_stock_threshold
        return threshold is not None and self.sums.available <= threshold


def stock_page(desk: Desk, words: str, show: str, number: str) -> Page[Any]:
    found = searched(narrowed(on_shelf(desk), show), words)
    ordered = found.order_by("-listing_id", "position", "pk")
    page: Page[Any] = Paginator(ordered, PER_PAGE).get_page(number)
    page.object_list = shelves(page.object_list)
    return page


def on_shelf(desk: Desk) -> QuerySet[Variant]:
    """Return what can be sold, and what is left of what was given up."""
    record = Q(stock_record__price__isnull=False) | Q(stock_record__num_in_stock__gt=0)
    return own_variants(desk).exclude(listing__state__in=GONE).filter(record)


def narrowed(found: QuerySet[Variant], show: str) -> QuerySet[Variant]:
    if show == "kept":
        kept = SetAside.objects.filter(state=SetAside.State.OPEN).values("stock_record_id")
        return found.filter(stock_record_id__in=kept)
    if show == "low":
        record = "stock_record__"
        left = F(f"{record}num_in_stock") - Coalesce(F(f"{record}num_allocated"), 0)
        low = found.alias(left=left).filter(left__lte=F(f"{record}low_stock_threshold"))
        return low.filter(listing__made_to_order_days=None)
    return found


def searched(found: QuerySet[Variant], words: str) -> QuerySet[Variant]:
    """Keep what has every word in its name, its options or its number."""
    typed = found.alias(options_text=Cast("options", TextField()))
    for word in clean_line(words).split()[:6]:
        typed = typed.filter(
            Q(listing__title_th__icontains=word)
            | Q(listing__title_en__icontains=word)
            | Q(stock_record__partner_sku__icontains=word)
            | Q(options_text__icontains=word)
        )
    return typed


def shelves(variants: Iterable[Variant]) -> list[Shelf]:
    """Return these with their sums and pictures: three queries, however many they are."""
    found = list(variants)
    added = sums([variant.stock_record_id for variant in found])
    images = first_images({variant.listing_id for variant in found})
    return [
        Shelf(variant, added[variant.stock_record_id], images.get(variant.listing_id))
        for variant in found
    ]


def shelf_of(variant: Variant) -> Shelf:
    return shelves([variant])[0]


def first_images(listing_ids: Iterable[int]) -> dict[int, dict[str, Any] | None]:
    photos = Photo.objects.filter(listing__in=set(listing_ids), state=Photo.State.READY)
    first = photos.order_by("listing_id", "position", "pk").distinct("listing_id")
    return {photo.listing_id: photo.image for photo in first}
