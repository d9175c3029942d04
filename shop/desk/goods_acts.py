"""Pause, sell, put away, bring back or copy goods of the list: one, or all that are ticked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from community.people.models import User
from shop.desk.access import Desk
from shop.listings.changing import CannotMove, NotReady, move_listing, publish
from shop.listings.duplicating import duplicate
from shop.listings.models import Listing

State = Listing.State
MOST = 100  # as many as a page of the list can hold


@dataclass
class Done:
    """What became of the goods that were ticked."""

    done: list[Listing] = field(default_factory=list)
    waiting: list[Listing] = field(default_factory=list)  # staff look at them first
    left_alone: list[Listing] = field(default_factory=list)  # they are like that already
    not_ready: list[Listing] = field(default_factory=list)  # without a price or a photo
    copies: list[Listing] = field(default_factory=list)


Act = Callable[[Listing, User, User | None, Done], None]


def act_on(desk: Desk, act: str, listings: list[Listing]) -> Done:
    """Do it to each; what cannot be moved stays as it is and is told."""
    told = Done()
    for listing in listings:
        try:
            with transaction.atomic():
                ACTS[act](listing, desk.user, desk.owner, told)
        except CannotMove:
            told.left_alone.append(listing)
        except NotReady:
            told.not_ready.append(listing)
    return told


def _moves_to(state: State) -> Act:
    def move(listing: Listing, by: User, owner: User | None, told: Done) -> None:
        move_listing(listing, state, by, owner=owner)
        told.done.append(listing)

    return move


def _pause(listing: Listing, by: User, owner: User | None, told: Done) -> None:
    """Pause what is on sale: what was put away comes back by its own button alone."""
    if listing.state != State.PUBLISHED:
        raise CannotMove(f"listing {listing.pk} is {listing.state}")
    _moves_to(State.PAUSED)(listing, by, owner, told)


def _publish(listing: Listing, by: User, owner: User | None, told: Done) -> None:
    if listing.state not in {State.DRAFT, State.PAUSED}:
        raise CannotMove(f"listing {listing.pk} is {listing.state}")
    went_to = publish(listing, by, owner=owner)
    (told.done if went_to == State.PUBLISHED else told.waiting).append(listing)


def _restore(listing: Listing, by: User, owner: User | None, told: Done) -> None:
    """Bring back what was put away: paused, so that its seller looks at it before it sells."""
    if listing.state != State.ARCHIVED:
        raise CannotMove(f"listing {listing.pk} is not put away")
    _moves_to(State.PAUSED)(listing, by, owner, told)


def _duplicate(listing: Listing, by: User, owner: User | None, told: Done) -> None:
    told.copies.append(duplicate(listing, by, owner=owner))
    told.done.append(listing)


ACTS: dict[str, Act] = {
    "publish": _publish,
    "pause": _pause,
    "archive": _moves_to(State.ARCHIVED),
    "restore": _restore,
    "duplicate": _duplicate,
}
