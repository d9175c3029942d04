"""What a row would do: new goods, or which fields of goods that are there already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models.functions import Lower

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.spreadsheets.goods import Goods, Offer, sku_key
from shop.spreadsheets.models import ImportRow
from shop.stock.reserving import left_of

Does = ImportRow.Does
# Field of the file, field of the listing, field of the row.
WORDS = (
    ("title", "title_th", "title"),
    ("title_en", "title_en", "title_en"),
    ("description", "description_th", "description"),
    ("unit", "unit", "unit"),
    ("storage", "storage", "storage"),
    ("days", "made_to_order_days", "days"),
    ("shelf_life", "shelf_life_days", "shelf_life"),
    ("terms", "search_terms", "terms"),
)
Difference = list[Any]  # [field, before, after]; a variant's carry its id as a fourth


@dataclass
class Match:
    does: str = Does.NEW
    differences: list[Difference] = field(default_factory=list)
    listing_id: int | None = None
    refused: str = ""  # a code of shop.spreadsheets.cures


@dataclass
class Shelf:
    """The seller's own goods by code, and what the file says anything about."""

    by_key: Mapping[str, Variant]
    fields: set[str]
    categories: dict[str, int | None]

    @cached_property
    def listings(self) -> dict[int, Listing]:
        return {variant.listing_id: variant.listing for variant in self.by_key.values()}


def shelf_of(
    seller: Seller,
    goods: Iterable[Goods],
    fields: set[str],
    categories: dict[str, int | None],
) -> Shelf:
    """Return the goods that the file's codes mean. One query."""
    keys = {sku_key(offer.sku) for one in goods for offer in one.offers if offer.sku}
    variants = (
        Variant.objects.filter(listing__seller=seller)
        .annotate(code=Lower("stock_record__partner_sku"))
        .filter(code__in=keys)
        .select_related("listing", "stock_record")
    )
    by_key = {sku_key(variant.stock_record.partner_sku): variant for variant in variants}
    return Shelf(by_key, fields, categories)


def match_all(goods: Sequence[Goods], shelf: Shelf) -> dict[int, Match]:
    """Return what each row would do, by its number."""
    found = {one.number: _match(one, shelf) for one in goods if not one.is_main}
    below: dict[int, list[Match]] = {}
    for one in goods:
        if one.joins and not one.is_main:
            below.setdefault(one.joins, []).append(found[one.number])
    for main in (one for one in goods if one.is_main):
        found[main.number] = _match_main(main, below.get(main.number, []), shelf)
    heads: dict[int, set[int | None]] = {}
    for one in goods:
        if one.joins:
            heads.setdefault(one.joins, set()).add(found[one.number].listing_id)
    for one in goods:
        apart = len(heads.get(one.joins, ())) > 1
        if apart and found[one.number].does == Does.NEW:
            found[one.number].refused = "joins_existing"
    return found


def _match(goods: Goods, shelf: Shelf) -> Match:
    variants = [shelf.by_key.get(sku_key(offer.sku)) for offer in goods.offers]
    known = [variant for variant in variants if variant]
    if not known:
        return Match()
    match = Match(listing_id=known[0].listing_id)
    match.refused = "joins_existing" if len(known) < len(variants) else ""
    if any(variant.listing.state == Listing.State.WITHDRAWN for variant in known):
        match.refused = "withdrawn"
    alone = not goods.joins and len(goods.offers) == 1
    for offer, variant in zip(goods.offers, variants, strict=True):
        if variant:
            match.differences += _of_variant(goods, offer, variant, shelf.fields)
    if alone:
        match.differences += _of_listing(goods, known[0].listing, shelf)
    match.does = Does.CHANGE if match.differences else Does.SAME
    return match


def _match_main(main: Goods, below: Collection[Match], shelf: Shelf) -> Match:
    listing_id = next((one.listing_id for one in below if one.listing_id), None)
    if listing_id is None:
        return Match()
    listing = shelf.listings[listing_id]
    differences = _of_listing(main, listing, shelf)
    does = Does.CHANGE if differences else Does.SAME
    return Match(does, differences, listing_id)


def _of_variant(goods: Goods, offer: Offer, variant: Variant, fields: set[str]) -> list[Difference]:
    record = variant.stock_record
    price = None if record.price is None else f"{record.price:.2f}"
    said: list[tuple[str, Any, Any]] = []
    if offer.stock is not None:
        said.append(("stock", left_of(record), offer.stock))
    if offer.price is not None:
        said.append(("price", price, offer.price))
    if goods.low_stock is not None:
        said.append(("low_stock", record.low_stock_threshold, goods.low_stock))
    if goods.weight_g:
        said.append(("weight", variant.weight_g, goods.weight_g))
    differences: list[Difference] = [
        [name, before, after, variant.pk]
        for name, before, after in said
        if name in fields and before != after
    ]
    if goods.size_cm and variant.size_cm != goods.size_cm:
        differences.append(["size", variant.size_cm, goods.size_cm, variant.pk])
    return differences


def _of_listing(goods: Goods, listing: Listing, shelf: Shelf) -> list[Difference]:
    """An empty cell leaves things as they are; so does a column that is not there."""
    differences: list[Difference] = []
    for name, attribute, own in WORDS:
        after, before = getattr(goods, own), getattr(listing, attribute)
        if name in shelf.fields and after not in {None, ""} and before != after:
            differences.append([name, before, after])
    category = shelf.categories.get(goods.category) if goods.category else None
    if "category" in shelf.fields and category and category != listing.category_id:
        differences.append(["category", listing.category_id, category])
    return differences


def price_of(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
