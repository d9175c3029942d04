"""New goods of a file become drafts, with the stock that the file says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oscar.apps.catalogue.models import Category

from community.sellers.models import Seller
from shop.delivery.starting import offer_first_delivery
from shop.listings import shelving
from shop.listings.adding import USUAL_WEIGHT_G, usual_low_stock
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.listings.skus import new_sku
from shop.spreadsheets.errors import Moved
from shop.spreadsheets.goods import Goods, Offer
from shop.spreadsheets.matching import Match, price_of
from shop.spreadsheets.models import Import, ImportedChange, ImportRow
from shop.stock.moving import By

BATCH = 1000
LISTINGS_AT_ONCE = 500  # between two words about how far it is


def create(
    brought: Import,
    seller: Seller,
    goods: list[Goods],
    matches: dict[int, Match],
    tell: Callable[[int], None] = lambda _done: None,
) -> int:
    """Write the new listings, some hundred a statement; return how many there are.

    `tell` hears how many rows are done, where there is more than one batch.
    """
    families = _families([one for one in goods if matches[one.number].does == ImportRow.Does.NEW])
    if not families:
        return 0
    categories = Category.objects.in_bulk([pk for pk in brought.categories.values() if pk])
    by = By(brought.brought_by, brought.owner)
    listings: list[Listing] = []
    rows = 0
    for start in range(0, len(families), LISTINGS_AT_ONCE):
        if start:
            tell(rows)
        batch = families[start : start + LISTINGS_AT_ONCE]
        many = [_shelved(brought, seller, family, categories) for family in batch]
        listings += shelving.put_on_sale(many, by)
        rows += sum(map(len, batch))
    ImportedChange.objects.bulk_create(
        (ImportedChange(import_of=brought, listing=one, after=as_made(one)) for one in listings),
        batch_size=BATCH,
    )
    offer_first_delivery(seller)
    rebuild_cards([listing.pk for listing in listings])
    return len(listings)


def as_made(listing: Listing) -> dict[str, Any]:
    """Return what tells an undo whether somebody had it in hand since."""
    return {"version": listing.version, "state": listing.state}


def _families(goods: list[Goods]) -> list[list[Goods]]:
    """Return the rows of each new listing, the one that gives its words first."""
    heads = {one.number: [one] for one in goods if one.joins in {0, one.number}}
    for one in goods:
        if one.joins and one.joins != one.number and one.joins in heads:
            heads[one.joins].append(one)
    return [family for family in heads.values() if _offers(family)]


def _offers(family: list[Goods]) -> list[tuple[Goods, Offer]]:
    return [(one, offer) for one in family if not one.is_main for offer in one.offers]


def _shelved(
    brought: Import, seller: Seller, family: list[Goods], categories: dict[int, Category]
) -> shelving.Goods:
    head = family[0]
    category = categories.get(brought.categories.get(head.category) or 0)
    if category is None:
        raise Moved(head.category)
    state = Listing.State.ARCHIVED if head.archived else Listing.State.DRAFT
    return shelving.Goods(
        seller=seller,
        category=category,
        title_th=head.title,
        title_en=head.title_en,
        offers=[_offer(one, offer) for one, offer in _offers(family)],
        words={
            "unit": head.unit,
            "description_th": head.description,
            "state": state,
            "is_weighed": head.weighed,
            "storage": head.storage,
            "made_to_order_days": head.days,
            "shelf_life_days": head.shelf_life,
            "search_terms": head.terms,
        },
    )


def _offer(goods: Goods, offer: Offer) -> shelving.Offer:
    return shelving.Offer(
        sku=offer.sku or new_sku(),
        price=price_of(offer.price),
        stock=offer.stock or 0,
        low_stock=(
            usual_low_stock(is_weighed=goods.weighed)
            if goods.low_stock is None
            else goods.low_stock
        ),
        weight_g=goods.weight_g or USUAL_WEIGHT_G,
        size_cm=goods.size_cm,
        options=offer.options,
    )
