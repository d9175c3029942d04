"""What a seller changes about the variants of a listing: price, stock, number, parcel, content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from community.people.models import User
from shop.listings.changing import count_up, seen, written
from shop.listings.models import Listing, Variant
from shop.partner.models import StockRecord
from shop.stock.models import Movement
from shop.stock.moving import By, move

Prices = Mapping[int, "Decimal | None"]  # by variant; None: not for sale


class SkuTaken(Exception):
    """Somebody gave this number to another thing of the same seller a moment ago."""

    def __init__(self, variant: Variant) -> None:
        super().__init__(f"variant {variant.pk}")
        self.variant = variant


@dataclass(frozen=True)
class OfferChange:
    """What changes about one variant: its own fields and those of its stock record by name.

    `more` is what comes to the stock or goes from it: the difference to what was shown, so that
    what is sold meanwhile stays sold. Grams for goods by weight.
    """

    variant: Variant
    fields: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)
    more: int = 0


@transaction.atomic
def change_offers(
    listing: Listing,
    changes: Sequence[OfferChange],
    by: User,
    *,
    owner: User | None = None,
    seen_version: int | None = None,
) -> bool:
    """Write what changes, all or nothing; return False where staff look at the prices first.

    Locks the listing, then stock records in the order of their ids.
    Raises Edited, SkuTaken, BelowHeld.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, seen_version)
    prices = {one.variant.pk: one.record["price"] for one in changes if "price" in one.record}
    may = not prices or gate.may_change(now, {"prices": prices}, by, owner=owner)
    for change in sorted(changes, key=lambda one: one.variant.stock_record_id):
        _write(change, By(by, owner), with_price=may)
    if any(change.fields or change.record for change in changes):
        count_up(now)
    written(now, by, "listing.offers", owner, variants=[one.variant.pk for one in changes])
    return may


def _write(change: OfferChange, by: By, *, with_price: bool) -> None:
    variant, told = change.variant, dict(change.record)
    if not with_price:
        told.pop("price", None)
    try:
        with transaction.atomic():
            if told:
                StockRecord.objects.filter(pk=variant.stock_record_id).update(**told)
    except IntegrityError:
        raise SkuTaken(variant) from None
    if change.fields:
        Variant.objects.filter(pk=variant.pk).update(**change.fields)
    if change.more:
        why = Movement.Why.RESTOCK if change.more > 0 else Movement.Why.CORRECTION
        move(variant.stock_record_id, change.more, why, by)


@transaction.atomic
def write_prices(listing: Listing, prices: Prices, by: User, *, owner: User | None = None) -> None:
    """Write prices without asking the gate: for what staff accepted."""
    for variant in listing.variants.filter(pk__in=prices):
        record = StockRecord.objects.filter(pk=variant.stock_record_id)
        record.update(price=prices[variant.pk])
    count_up(listing)
    written(listing, by, "listing.priced", owner)
