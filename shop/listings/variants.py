"""The matrix of a listing's variants, made from its axes. None is ever deleted: what was sold
stands on its stock record. A variant that is no longer in the matrix has no price.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from oscar.apps.catalogue.models import Product

from community.people.models import User
from shop.listings.axes import Axes, Options, combinations_of, moved_to, renamed, values_of
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
) -> bool:
    """Let the listing come in every combination of these axes, none of whose values is empty.

    Return False where staff look at the words first: then nothing changes yet.
    Locks the listing. Raises Edited.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, seen_version)
    wish = [[name, list(values)] for name, values in axes.items()]
    if not gate.may_change(now, {"axes": wish}, by, owner=owner):
        return False
    write_axes(now, axes, by, owner=owner)
    listing.refresh_from_db()
    return True


@transaction.atomic
def write_axes(now: Listing, axes: Axes, by: User, *, owner: User | None = None) -> None:
    """Write the matrix without asking the gate: for what it let through, and what staff accepted.

    What is there already keeps its price, stock and number; what is new costs as much as the
    first and has none in stock; what is no longer named is not for sale any more. The first
    variant stays on the listing's own product, so that baskets with it stay as they are.
    The caller holds the listing's lock.
    """
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
) -> bool:
    """Write a value otherwise, as แดงครั่ง for แดง; everything else about it stays.

    Return False where staff look at the word first: then nothing changes yet. Locks the listing.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, None)
    wish = _renaming(now, axis, old, new)
    if not gate.may_change(now, {"axes": wish}, by, owner=owner):
        return False
    write_value(now, axis, old, new, by, owner=owner)
    listing.refresh_from_db()
    return True


def _renaming(listing: Listing, axis: str, old: str, new: str) -> list[list[Any]]:
    """Return the axes as they would be, and beside its axis which value is written otherwise."""
    options = listing.variants.exclude(position=OUT).values_list("options", flat=True)
    return [
        [name, [new if one == old else one for one in values], [old, new]]
        if name == axis
        else [name, values]
        for name, values in values_of(listing.axes, options).items()
    ]


@transaction.atomic
def write_value(
    now: Listing, axis: str, old: str, new: str, by: User, *, owner: User | None = None
) -> None:
    """Write a value without asking the gate; the caller holds the listing's lock."""
    for variant in now.variants.filter(options__contains={axis: old}):
        variant.options[axis] = new
        variant.save(update_fields=["options"])
    count_up(now)
    written(now, by, "listing.variants", owner, axis=axis, old=old, new=new)
