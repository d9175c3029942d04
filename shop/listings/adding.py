"""A seller lists something: a listing with one variant, and what it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from oscar.apps.catalogue.models import Category

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.delivery.starting import offer_first_delivery
from shop.listings.cards import rebuild_cards
from shop.listings.changing import publish
from shop.listings.models import Listing
from shop.listings.photos import add_kept_photo
from shop.listings.shelving import Goods, Offer, put_on_sale
from shop.listings.skus import new_sku
from shop.stock.moving import By

LOW_STOCK = 2
# Unless the seller weighs it: what most parcels of the market weigh at most.
USUAL_WEIGHT_G = 500


@dataclass(frozen=True)
class NewListing:
    """What a seller lists; `words` are more of the listing's fields by name.

    Without a price, or with `is_draft`, it is kept and not sold yet. `key` is the telephone's
    own name for it.
    """

    title_th: str
    category: Category
    unit: str
    price: Decimal | None
    stock: int
    title_en: str = ""
    description_th: str = ""
    weight_g: int | None = None
    photo_keys: tuple[str, ...] = ()  # kept originals, in order
    sku: str = ""
    words: Mapping[str, Any] = field(default_factory=dict)
    is_draft: bool = False
    key: UUID | None = None


def add_listing(seller: Seller, new: NewListing, by: User, *, owner: User | None = None) -> Listing:
    """Put a new listing on the seller's shelf; buyers see it as soon as the seller is approved.

    Where the gate says so it waits for staff: look at its state. With a `key` that this seller
    used before, nothing is added and that listing is returned. A seller's first listing brings
    the usual ways of delivery with it: without one nothing could be bought. `owner` is whom a
    helper lists it for.
    """
    if sent := _sent_before(seller, new):
        return sent
    try:
        return _add(seller, new, by, owner)
    except IntegrityError:  # the same one came twice at once
        if sent := _sent_before(seller, new):
            return sent
        raise


def _sent_before(seller: Seller, new: NewListing) -> Listing | None:
    return Listing.objects.filter(seller=seller, key=new.key).first() if new.key else None


@transaction.atomic
def _add(seller: Seller, new: NewListing, by: User, owner: User | None) -> Listing:
    (listing,) = put_on_sale([_goods(seller, new)], By(by, owner))
    for key in new.photo_keys:
        add_kept_photo(listing, key)
    offer_first_delivery(seller)
    record(by, "listing.added", listing, owner=owner, seller_id=seller.pk, title=new.title_th)
    if new.is_draft or new.price is None:
        rebuild_cards([listing.pk])
    else:
        publish(listing, by, owner=owner)
    return listing


def _goods(seller: Seller, new: NewListing) -> Goods:
    words = {
        **new.words,
        "unit": new.unit,
        "description_th": new.description_th,
        "state": Listing.State.DRAFT,
        "key": new.key,
    }
    return Goods(
        seller=seller,
        category=new.category,
        title_th=new.title_th,
        title_en=new.title_en,
        offers=[_offer(new)],
        words=words,
    )


def _offer(new: NewListing) -> Offer:
    return Offer(
        sku=new.sku or new_sku(),
        price=new.price,
        stock=new.stock,
        low_stock=LOW_STOCK,
        weight_g=new.weight_g or USUAL_WEIGHT_G,
        size_cm=[],
    )
