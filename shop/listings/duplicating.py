"""A new listing that begins as a copy of another: a seller's goods are often of one kind."""

from __future__ import annotations

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing, Photo, Variant
from shop.listings.shelving import Goods, Offer, put_on_sale
from shop.listings.skus import new_sku
from shop.stock.moving import By

WORDS = (
    *("description_th", "description_en", "unit", "made_to_order_days", "harvest_from"),
    *("harvest_to", "shelf_life_days", "storage", "search_terms"),
    *("is_weighed", "weight_limit_percent"),
)
PICTURE = ("position", "state", "source", "key", "tone", "widths", "alt_th", "alt_en")


@transaction.atomic
def duplicate(listing: Listing, by: User, *, owner: User | None = None) -> Listing:
    """Return a draft with the same words, photos, variants and prices, and nothing in stock.

    Codes (SKU) are new, for two things never share one. Certificates stay with the first:
    each was given for that one. What a variant was dropped from is not copied.
    """
    variants = list(listing.variants.select_related("stock_record"))
    kept = [one for one in variants if one.stock_record.price is not None] or variants
    (copy,) = put_on_sale([_goods(listing, kept)], By(by, owner))
    copy.axes = listing.axes
    copy.save(update_fields=["axes"])
    copy.related.set(listing.related.all())
    _show_alike(kept, list(copy.variants.all()), _photos(listing, copy))
    rebuild_cards([copy.pk])
    told = {"title": listing.title_th, "of": listing.pk}
    record(by, "listing.duplicated", copy, owner=owner, seller_id=listing.seller_id, **told)
    return copy


def _goods(listing: Listing, variants: list[Variant]) -> Goods:
    return Goods(
        seller=listing.seller,
        category=listing.category,
        title_th=listing.title_th,
        title_en=listing.title_en,
        offers=[_offer(variant) for variant in variants],
        words={name: getattr(listing, name) for name in WORDS} | {"state": Listing.State.DRAFT},
    )


def _offer(variant: Variant) -> Offer:
    return Offer(
        sku=new_sku(),
        price=variant.stock_record.price,
        stock=0,
        low_stock=variant.stock_record.low_stock_threshold,
        weight_g=variant.weight_g,
        size_cm=variant.size_cm,
        options=variant.options,
    )


def _photos(listing: Listing, copy: Listing) -> dict[int, Photo]:
    """Return the copies by the keys of those they were made from; no file is copied."""
    olds = list(listing.photos.all())
    news = Photo.objects.bulk_create(
        Photo(listing=copy, **{name: getattr(old, name) for name in PICTURE}) for old in olds
    )
    return {old.pk: new for old, new in zip(olds, news, strict=True)}


def _show_alike(olds: list[Variant], news: list[Variant], photos: dict[int, Photo]) -> None:
    """Give each new variant the photo and the content of the one it was made from."""
    for old, new in zip(olds, news, strict=True):
        new.photo = photos.get(old.photo_id or 0)
        new.content, new.content_unit = old.content, old.content_unit
    Variant.objects.bulk_update(news, ["photo", "content", "content_unit"])
