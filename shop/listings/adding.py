"""A seller lists something: a listing with one variant, and what it stands on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from oscar.apps.catalogue.models import Category

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.delivery.starting import offer_first_delivery
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.listings.photos import add_kept_photo
from shop.listings.shelving import Goods, Offer, put_on_sale
from shop.stock.moving import By

SKU_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LOW_STOCK = 2
# Unless the seller weighs it: what most parcels of the market weigh at most.
USUAL_WEIGHT_G = 500


@dataclass(frozen=True)
class NewListing:
    title_th: str
    category: Category
    unit: str
    price: Decimal
    stock: int
    title_en: str = ""
    description_th: str = ""
    weight_g: int | None = None
    photo_keys: tuple[str, ...] = ()  # kept originals, in order


@transaction.atomic
def add_listing(seller: Seller, new: NewListing, by: User, *, owner: User | None = None) -> Listing:
    """Put a new listing on the seller's shelf; buyers see it as soon as the seller is approved.

    A seller's first listing brings the usual ways of delivery with it: without one nothing
    could be bought. `owner` is whom a helper lists it for.
    """
    goods = Goods(
        seller=seller,
        category=new.category,
        title_th=new.title_th,
        title_en=new.title_en,
        offers=[_offer(new)],
        words={"unit": new.unit, "description_th": new.description_th},
    )
    (listing,) = put_on_sale([goods], By(by, owner))
    for key in new.photo_keys:
        add_kept_photo(listing, key)
    offer_first_delivery(seller)
    rebuild_cards([listing.pk])
    record(by, "listing.added", listing, owner=owner, seller_id=seller.pk, title=new.title_th)
    return listing


def _offer(new: NewListing) -> Offer:
    return Offer(
        sku="".join(secrets.choice(SKU_LETTERS) for _ in range(8)),
        price=new.price,
        stock=new.stock,
        low_stock=LOW_STOCK,
        weight_g=new.weight_g or USUAL_WEIGHT_G,
        size_cm=[],
    )
