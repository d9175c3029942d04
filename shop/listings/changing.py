"""What a seller changes about a listing afterwards: its words, prices, stock, whether it sells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop import jobs
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing, Variant
from shop.listings.related import relate
from shop.partner.models import StockRecord
from shop.stock.moving import By, count

State = Listing.State
ALLOWED: dict[str, frozenset[State]] = {
    State.DRAFT: frozenset({State.PUBLISHED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.REVIEW: frozenset({State.PUBLISHED, State.DRAFT, State.ARCHIVED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.PAUSED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.PUBLISHED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.ARCHIVED: frozenset({State.PAUSED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.PAUSED}),  # staff made a mistake
}


class CannotMove(Exception):
    """The listing is in a state from which it does not go there."""


class NotReady(Exception):
    """The listing cannot be sold as it is; carries what it has none of: price, photo."""

    def __init__(self, listing: Listing, missing: list[str]) -> None:
        super().__init__(f"listing {listing.pk} has no {', '.join(missing)}")
        self.listing = listing
        self.missing = missing


class Edited(Exception):
    """Somebody else changed the listing since it was seen; carries it as it is now."""

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"listing {listing.pk} is at version {listing.version}")
        self.listing = listing


@transaction.atomic
def publish(listing: Listing, by: User, *, owner: User | None = None) -> State:
    """Put a listing on sale, or where the gate says so before staff; return where it went.

    Locks the listing, then reads it: what is admitted is what buyers see. Raises NotReady,
    CannotMove.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, None)
    if State.PUBLISHED not in ALLOWED[now.state]:
        raise CannotMove(f"listing {listing.pk} is {now.state}")
    if missing := missing_of(now):
        raise NotReady(now, missing)
    to = State.PUBLISHED if gate.admit(now, by, owner=owner) else State.REVIEW
    move_listing(now, to, by, owner=owner)
    listing.state = to
    return to


def missing_of(listing: Listing) -> list[str]:
    """Return what a listing must have before buyers see it and has not: price, photo."""
    priced = listing.variants.filter(stock_record__price__isnull=False)
    missing = [] if priced.exists() else ["price"]
    if not listing.photos.exists() and not _has_passed(listing):
        missing.append("photo")
    return missing


def _has_passed(listing: Listing) -> bool:
    """Return whether it was on sale before: to be paused is no proof of it."""
    return Listing.objects.filter(pk=listing.pk, passed__isnull=False).exists()


@transaction.atomic
def move_listing(listing: Listing, to: State, by: User, *, owner: User | None = None) -> None:
    """Move a listing and what buyers see of it, and tell the gate. Raises CannotMove."""
    was = Listing.objects.select_for_update().values_list("state", flat=True).get(pk=listing.pk)
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    found = Listing.objects.filter(pk=listing.pk, state__in=sources)
    if not found.update(state=to, updated_at=timezone.now()):
        raise CannotMove(f"listing {listing.pk} does not go to {to}")
    listing.state = to
    _tell_gate(listing, was, by, owner)
    written(listing, by, f"listing.{to}", owner)


def _tell_gate(listing: Listing, was: str, by: User, owner: User | None) -> None:
    from shop.moderation import gate  # it stands on listings

    if was == State.PUBLISHED:
        gate.left_shelf(listing)
    elif was == State.REVIEW:
        gate.left_review(listing, by, owner)


@transaction.atomic
def change_words(
    listing: Listing,
    words: dict[str, Any],
    by: User,
    *,
    owner: User | None = None,
    seen_version: int | None = None,
) -> bool:
    """Write what the listing says of itself; `words` are its fields by name.

    Return False where staff look at it first: what is on sale then stays as it was.
    Locks the listing. Raises Edited where its version is not `seen_version`.
    """
    from shop.moderation import gate  # it stands on listings

    now = seen(listing, seen_version)
    if not gate.may_change(now, words, by, owner=owner):
        return False
    write_words(now, words, by, owner=owner)
    listing.refresh_from_db()
    return True


@transaction.atomic
def write_words(
    listing: Listing, words: dict[str, Any], by: User, *, owner: User | None = None
) -> None:
    """Write without asking the gate: for what it let through, and what staff accepted."""
    fields = {name: value for name, value in words.items() if name != "related"}
    _propose_slug(listing, fields)
    for name, value in fields.items():
        setattr(listing, name, value)
    listing.save(update_fields=[*fields, "updated_at"])
    if "related" in words:
        relate(listing, words["related"])
    _show_oscar(listing)
    count_up(listing)
    written(listing, by, "listing.changed", owner, fields=sorted(words))


def seen(listing: Listing, version: int | None) -> Listing:
    """Lock the listing and return it as it is now. Raises Edited; None says it was not shown."""
    now = Listing.objects.select_for_update(of=("self",)).select_related("seller")
    found: Listing = now.get(pk=listing.pk)
    if version is not None and found.version != version:
        raise Edited(found)
    return found


def count_up(listing: Listing) -> None:
    """Count a change: whoever saves what they opened before is shown both."""
    Listing.objects.filter(pk=listing.pk).update(version=F("version") + 1)
    listing.version += 1


def _propose_slug(listing: Listing, words: dict[str, Any]) -> None:
    """Have the worker find an address for a new title, unless the seller wrote one."""
    own = words.get("slug_is_own", listing.slug_is_own)
    old = {name: getattr(listing, name) for name in ("title_th", "title_en", "slug_is_own")}
    changed = any(words.get(name, value) != value for name, value in old.items())
    if changed and not own:
        once = f"slug {listing.pk}"
        jobs.enqueue("shop.listings.tasks.propose_slug", once=once, listing_id=listing.pk)


def _show_oscar(listing: Listing) -> None:
    """Give Oscar's product the same name, address and category."""
    product = listing.product
    product.title, product.slug = listing.title_th, listing.slug
    product.save(update_fields=["title", "slug"])
    product.categories.set([listing.category_id])


@transaction.atomic
def change_price(variant: Variant, price: Decimal, by: User, *, owner: User | None = None) -> None:
    """Set what a variant costs from now on; who has it in the basket is asked again."""
    StockRecord.objects.filter(pk=variant.stock_record_id).update(price=price)
    count_up(variant.listing)
    written(variant.listing, by, "listing.priced", owner, price=str(price))


@transaction.atomic
def set_left(variant: Variant, left: int, by: User, *, owner: User | None = None) -> None:
    """Set how many can still be bought, beside what is held for orders and market days.

    What somebody buys at this moment is either held before it or bought after it.
    """
    record = StockRecord.objects.select_for_update().get(pk=variant.stock_record_id)
    on_hand = left + int(record.num_allocated or 0)
    count(record.pk, on_hand, By(by, owner))
    written(variant.listing, by, "listing.counted", owner, variant=variant.pk, left=left)


def written(listing: Listing, by: User, verb: str, owner: User | None, **details: Any) -> None:
    """Show buyers what was written, and say who wrote it."""
    rebuild_cards([listing.pk])
    record(by, verb, listing, owner=owner, seller_id=listing.seller_id, **details)


@transaction.atomic
def change_shop(
    seller: Seller, words: dict[str, Any], by: User, *, owner: User | None = None
) -> None:
    """Write what buyers read of a shop, on its page and on its cards; the address stays."""
    for name, value in words.items():
        setattr(seller, name, value)
    seller.save(update_fields=list(words))
    rebuild_cards(seller.listings.values_list("pk", flat=True))
    record(by, "shop.changed", seller, owner=owner, seller_id=seller.pk, fields=sorted(words))
