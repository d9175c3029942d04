"""The matrix of a listing's variants, made from its axes. None is ever deleted: what was sold
stands on its stock record. A variant that is no longer in the matrix has no price.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from oscar.apps.catalogue.models import Product

from community.people.models import User
from shop.listings.axes import Axes, Options, combinations_of, moved_to, renamed
from shop.listings.changing import count_up, seen, written
from shop.listings.models import Listing, Variant
from shop.listings.skus import new_sku
from shop.partner.models import StockRecord

# The place of a variant that the axes no longer name: behind all others.
OUT = 999


@transaction.atomic
def set_axes(
    listing: Listing,
    axes: Axes,
    by: User,
    *,
    owner: User | None = None,
    seen_version: int | None = None,
) -> None:
    """Let the listing come in every combination of these axes, none of whose values is empty.

    What is there already keeps its price, stock and number; what is new costs as much as the
    first and has none in stock; what is no longer named is not for sale any more. The first
    variant stays on the listing's own product, so that baskets with it stay as they are.
    Locks the listing. Raises Edited.
    """
    now = seen(listing, seen_version)
    before = _by_price(now)
    placed = _placed(now, before, axes)
    for variant in before:
        if variant not in placed.values():
            _take_out(variant)
    for position, options in enumerate(combinations_of(axes)):
        variant = placed.get(_key(options)) or _made(now, before[0])
        _write(variant, position, options, before[0])
    now.axes = list(axes)
    now.save(update_fields=["axes", "updated_at"])
    count_up(now)
    written(now, by, "listing.variants", owner, axes=axes)
    listing.refresh_from_db()


def _by_price(listing: Listing) -> list[Variant]:
    """Return the variants, those for sale first."""
    found = list(listing.variants.select_related("stock_record"))
    return sorted(found, key=lambda one: one.stock_record.price is None)


def _placed(
    listing: Listing, before: Sequence[Variant], axes: Axes
) -> dict[tuple[str, ...], Variant]:
    """Return which variant stands for which combination."""
    names = renamed(listing.axes, list(axes))
    wanted = {_key(options) for options in combinations_of(axes)}
    placed: dict[tuple[str, ...], Variant] = {}
    for variant in before:
        key = _key(moved_to(variant.options, axes, names))
        if key in wanted:
            placed.setdefault(key, variant)
    return placed


def _key(options: Options) -> tuple[str, ...]:
    return tuple(options.values())


def _take_out(variant: Variant) -> None:
    StockRecord.objects.filter(pk=variant.stock_record_id).update(price=None)
    Variant.objects.filter(pk=variant.pk).update(position=OUT)


def _made(listing: Listing, like: Variant) -> Variant:
    """Return a new variant on a product of its own, not saved yet; its book begins at nought."""
    child = Product.objects.create(
        structure=Product.CHILD, parent_id=listing.product_id, slug=listing.slug
    )
    record = StockRecord.objects.create(
        product=child,
        partner_id=like.stock_record.partner_id,
        partner_sku=new_sku(),
        price_currency="THB",
        price=like.stock_record.price,
        num_in_stock=0,
        num_allocated=0,
        low_stock_threshold=like.stock_record.low_stock_threshold,
    )
    return Variant(
        product=child,
        listing=listing,
        stock_record=record,
        weight_g=like.weight_g,
        size_cm=like.size_cm,
        content=like.content,
        content_unit=like.content_unit,
    )


def _write(variant: Variant, position: int, options: Options, like: Variant) -> None:
    """Write where a variant stands; one that comes back is for sale again."""
    comes_back = variant.position == OUT
    variant.position, variant.options = position, options
    variant.save()
    if comes_back:
        record = StockRecord.objects.filter(pk=variant.stock_record_id)
        record.update(price=like.stock_record.price)


@transaction.atomic
def rename_value(
    listing: Listing, axis: str, old: str, new: str, by: User, *, owner: User | None = None
) -> None:
    """Write a value otherwise, as แดงครั่ง for แดง; everything else about it stays."""
    now = seen(listing, None)
    for variant in now.variants.filter(options__contains={axis: old}):
        variant.options[axis] = new
        variant.save(update_fields=["options"])
    count_up(now)
    written(now, by, "listing.variants", owner, axis=axis, old=old, new=new)
    listing.refresh_from_db()
