"""What a seller changes about a listing afterwards: its words, prices, stock, whether it sells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing, Variant
from shop.partner.models import StockRecord
from shop.stock.moving import By, count

State = Listing.State
ALLOWED: dict[str, frozenset[State]] = {
    State.DRAFT: frozenset({State.PUBLISHED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.REVIEW: frozenset({State.PUBLISHED, State.DRAFT, State.ARCHIVED, State.WITHDRAWN}),
    State.PUBLISHED: frozenset({State.PAUSED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.PAUSED: frozenset({State.PUBLISHED, State.REVIEW, State.ARCHIVED, State.WITHDRAWN}),
    State.ARCHIVED: frozenset({State.PAUSED}),
    State.WITHDRAWN: frozenset({State.PAUSED}),  # staff made a mistake
}


class CannotMove(Exception):
    """The listing is in a state from which it does not go there."""


@transaction.atomic
def move_listing(listing: Listing, to: State, by: User, *, owner: User | None = None) -> None:
    """Move a listing and what buyers see of it. Raises CannotMove."""
    sources = [state for state, targets in ALLOWED.items() if to in targets]
    found = Listing.objects.filter(pk=listing.pk, state__in=sources)
    if not found.update(state=to, updated_at=timezone.now()):
        raise CannotMove(f"listing {listing.pk} does not go to {to}")
    listing.state = to
    _written(listing, by, f"listing.{to}", owner)


@transaction.atomic
def change_words(
    listing: Listing, words: dict[str, Any], by: User, *, owner: User | None = None
) -> None:
    """Write title, description, unit and category; the address of the page stays."""
    for name, value in words.items():
        setattr(listing, name, value)
    listing.save(update_fields=[*words, "updated_at"])
    _written(listing, by, "listing.changed", owner, fields=sorted(words))


@transaction.atomic
def change_price(variant: Variant, price: Decimal, by: User, *, owner: User | None = None) -> None:
    """Set what a variant costs from now on; who has it in the basket is asked again."""
    StockRecord.objects.filter(pk=variant.stock_record_id).update(price=price)
    _written(variant.listing, by, "listing.priced", owner, price=str(price))


@transaction.atomic
def set_left(variant: Variant, left: int, by: User, *, owner: User | None = None) -> None:
    """Set how many can still be bought, beside what is held for orders and market days.

    What somebody buys at this moment is either held before it or bought after it.
    """
    record = StockRecord.objects.select_for_update().get(pk=variant.stock_record_id)
    on_hand = left + int(record.num_allocated or 0)
    count(record.pk, on_hand, By(by, owner))
    _written(variant.listing, by, "listing.counted", owner, variant=variant.pk, left=left)


def _written(listing: Listing, by: User, verb: str, owner: User | None, **details: Any) -> None:
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
