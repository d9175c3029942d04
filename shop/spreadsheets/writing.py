"""Write what a file changes about goods that are there, and keep what was there before."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import F
from oscar.apps.catalogue.models import Category

from shop.listings.cards import rebuild_cards
from shop.listings.changing import change_words
from shop.listings.models import Listing, Variant
from shop.moderation import gate
from shop.partner.models import StockRecord
from shop.spreadsheets.calling_back import HELD
from shop.spreadsheets.matching import WORDS, Difference, Match
from shop.spreadsheets.models import Import, ImportedChange
from shop.stock.models import Movement
from shop.stock.moving import By
from shop.stock.moving_many import Change, move_many

ATTRIBUTES = {name: attribute for name, attribute, _own in WORDS}
BATCH = 1000


def change(brought: Import, matches: dict[int, Match]) -> tuple[int, int]:
    """Write every difference; return how many changed, and how many wait for staff.

    What staff must see first is left as it is: the gate keeps it for them. Raises StockError.
    """
    by_variant: dict[int, list[Difference]] = defaultdict(list)
    by_listing: dict[int, list[Difference]] = defaultdict(list)
    for match in matches.values():
        for one in match.differences:
            if len(one) == 4:
                by_variant[one[3]].append(one)
            elif match.listing_id:
                by_listing[match.listing_id].append(one)
    done = _variants(brought, by_variant) + _listings(brought, by_listing)
    ImportedChange.objects.bulk_create(done, batch_size=BATCH)
    written = [one for one in done if HELD not in one.before]
    touched = {one.listing_id for one in written}
    Listing.objects.filter(pk__in=touched).update(version=F("version") + 1)
    rebuild_cards(touched)
    return len(written), len(done) - len(written)


def _variants(brought: Import, found: dict[int, list[Difference]]) -> list[ImportedChange]:
    variants = Variant.objects.select_related("listing", "stock_record").in_bulk(list(found))
    risky = _asked_about(variants, found)
    records: list[StockRecord] = []
    changed: list[Variant] = []
    moves: list[Change] = []
    written = []
    for pk, differences in found.items():
        variant = variants[pk]
        kept = {name: (before, after) for name, before, after, _pk in differences}
        if pk in risky and not _may_price(brought, variant, kept["price"]):
            asked = {"prices": {str(pk): kept.pop("price")[1]}}
            written.append(_held(brought, variant.listing_id, asked))
        if "stock" in kept:
            before, after = kept["stock"]
            moves.append(Change(variant.stock_record_id, after - before))
        records.append(_record(variant.stock_record, kept))
        changed.append(_parcel(variant, kept))
        if kept:
            written.append(_note(brought, variant.listing_id, kept, variant))
    StockRecord.objects.bulk_update(records, ["price", "low_stock_threshold"], batch_size=BATCH)
    Variant.objects.bulk_update(changed, ["weight_g", "size_cm"], batch_size=BATCH)
    by = By(brought.brought_by, brought.owner)
    move_many(moves, Movement.Why.IMPORT, by, f"import {brought.pk}")
    return written


def _may_price(brought: Import, variant: Variant, price: tuple[Any, Any]) -> bool:
    prices = {"prices": {variant.pk: Decimal(price[1])}}
    return gate.may_change(variant.listing, prices, brought.brought_by, owner=brought.owner)


def _asked_about(variants: dict[int, Variant], found: dict[int, list[Difference]]) -> set[int]:
    """Return the variants whose new price the gate is asked about, one by one."""
    prices: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for pk, differences in found.items():
        for name, _before, after, *_pk in differences:
            if name == "price" and after is not None:
                prices[variants[pk].listing_id][pk] = Decimal(after)
    asked = gate.asked_about(prices)
    return {pk for listing_id in asked for pk in prices[listing_id]}


def _record(record: StockRecord, kept: dict[str, tuple[Any, Any]]) -> StockRecord:
    if "price" in kept:
        record.price = Decimal(kept["price"][1])
    if "low_stock" in kept:
        record.low_stock_threshold = kept["low_stock"][1]
    return record


def _parcel(variant: Variant, kept: dict[str, tuple[Any, Any]]) -> Variant:
    if "weight" in kept:
        variant.weight_g = kept["weight"][1]
    if "size" in kept:
        variant.size_cm = kept["size"][1]
    return variant


def _listings(brought: Import, found: dict[int, list[Difference]]) -> list[ImportedChange]:
    listings = Listing.objects.select_related("seller", "product").in_bulk(list(found))
    written = []
    for pk, differences in found.items():
        kept = {name: (before, after) for name, before, after in differences}
        words = words_of({name: after for name, (_before, after) in kept.items()})
        by, owner = brought.brought_by, brought.owner
        if change_words(listings[pk], words, by, owner=owner):
            written.append(_note(brought, pk, kept, None))
        else:
            asked = {name: getattr(value, "pk", value) for name, value in words.items()}
            written.append(_held(brought, pk, asked))
    return written


def words_of(values: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a listing by their names in the database."""
    words = {ATTRIBUTES[name]: value for name, value in values.items() if name in ATTRIBUTES}
    if values.get("category"):
        words["category"] = Category.objects.get(pk=values["category"])
    return words


def _held(brought: Import, listing_id: int, asked: dict[str, Any]) -> ImportedChange:
    """Keep what staff were asked, as the gate keeps it."""
    before = {HELD: True}
    return ImportedChange(import_of=brought, listing_id=listing_id, before=before, after=asked)


def _note(
    brought: Import, listing_id: int, kept: dict[str, tuple[Any, Any]], variant: Variant | None
) -> ImportedChange:
    return ImportedChange(
        import_of=brought,
        listing_id=listing_id,
        variant=variant,
        before={name: before for name, (before, _after) in kept.items()},
        after={name: after for name, (_before, after) in kept.items()},
    )
