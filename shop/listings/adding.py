"""A seller lists something: a listing with one variant, and what it stands on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID, uuid5

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
from shop.listings.weights import GRAMS
from shop.stock.moving import By

LOW_STOCK = 2  # pieces, or kilograms of what is sold by weight
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

    Where the gate says so it waits for staff: look at its state. What comes again under its
    `key` is added once. What says something else under a key that this seller used before is
    kept beside it, as a draft under a key of its own: nothing that was typed is lost. A seller's
    first listing brings the usual ways of delivery with it: without one nothing could be
    bought. `owner` is whom a helper lists it for.
    """
    sent = _sent_before(seller, new)
    try:
        if sent is None:
            return _add(seller, new, by, owner)
    except IntegrityError:  # two came at once
        sent = _sent_before(seller, new)
        if sent is None:
            raise
    digest = digest_of(new)
    if new.key is None or sent.sent_as == digest:
        return sent
    other = replace(new, key=uuid5(new.key, digest), is_draft=True)
    return add_listing(seller, other, by, owner=owner)


def digest_of(new: NewListing) -> str:
    """Return the same for what says the same, 32 letters."""
    said = {**vars(new), "category": new.category.pk, "key": None}
    return blake2b(json.dumps(said, default=str).encode(), digest_size=16).hexdigest()


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
        "sent_as": digest_of(new) if new.key else "",
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
        low_stock=usual_low_stock(is_weighed=bool(new.words.get("is_weighed"))),
        weight_g=new.weight_g or USUAL_WEIGHT_G,
        size_cm=[],
    )


def usual_low_stock(*, is_weighed: bool) -> int:
    """Return at how many, or grams, a seller is told that little is left."""
    return LOW_STOCK * GRAMS if is_weighed else LOW_STOCK
