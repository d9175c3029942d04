"""A seller's goods as the desk lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from shop.desk.access import Desk
from shop.listings.models import Listing, Photo, Variant
from shop.stock.reserving import left_of

PER_PAGE = 20


@dataclass(frozen=True)
class ShownGoods:
    listing: Listing
    image: dict[str, Any] | None
    variants: list[Variant]

    @property
    def left(self) -> int:
        return sum(left_of(variant.stock_record) for variant in self.variants)

    @property
    def price(self) -> Any:
        return min(variant.stock_record.price for variant in self.variants)


def goods_page(desk: Desk, state: str, number: str) -> Page[Any]:
    found = own_listings(desk).order_by("-pk")
    if state in Listing.State:
        found = found.filter(state=state)
    page: Page[Any] = Paginator(with_shelf(found), PER_PAGE).get_page(number)
    page.object_list = [shown(listing) for listing in page.object_list]
    return page


def own_listings(desk: Desk) -> QuerySet[Listing]:
    gone = Listing.State.WITHDRAWN
    return Listing.objects.filter(seller=desk.seller).exclude(state=gone)


def with_shelf(found: QuerySet[Listing]) -> QuerySet[Listing]:
    priced = Variant.objects.filter(stock_record__price__isnull=False)
    photos = Photo.objects.exclude(state=Photo.State.FAILED)
    return found.select_related("seller").prefetch_related(
        Prefetch("variants", priced.select_related("stock_record")), Prefetch("photos", photos)
    )


def shown(listing: Listing) -> ShownGoods:
    photos = list(listing.photos.all())
    return ShownGoods(listing, photos[0].image if photos else None, list(listing.variants.all()))
