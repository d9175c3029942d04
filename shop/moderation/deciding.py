"""What staff say to goods that wait: accept, return with a reason, take off sale."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import SellerMember
from shop.listings.changing import CannotMove, move_listing
from shop.listings.models import Listing
from shop.moderation.errors import ChangedSince, NotWaiting, OwnGoods, ReasonMissing, TakenBack
from shop.moderation.facts import applied, as_written, facts_of, seal_of
from shop.moderation.gate import let_through, passed_facts
from shop.moderation.models import Look
from shop.moderation.telling import tell_owners
from shop.moderation.writing import write_changes

Kind, State = Look.Kind, Look.State
OnShelf = Listing.State


def seal(look: Look) -> str:
    """Return what staff hand back with their decision: it is about what they saw."""
    return seal_of(facts_of(look.listing), look.after if look.kind == Kind.EDIT else {})


@transaction.atomic
def accept(look: Look, staff: User, seen: str) -> None:
    """Put new goods on sale, or write the change.

    Raises NotWaiting, TakenBack, ChangedSince, OwnGoods.
    """
    listing = _locked(look, staff, seen)
    _refuse_taken_back(look, listing)
    _decide(look, State.ACCEPTED, staff)
    if look.kind == Kind.EDIT:
        _write_change(look, listing)
    else:
        _move(listing, OnShelf.PUBLISHED, staff)
        let_through(listing, facts_of(listing))
    _tell(look, "change_accepted" if look.kind == Kind.EDIT else "listing_accepted")


def _write_change(look: Look, listing: Listing) -> None:
    """Write it, and let that alone through: what else changed while it was paused was not asked."""
    passed = passed_facts(listing, facts_of(listing))
    write_changes(listing, look.after, look.asked_by, owner=look.owner)
    listing.refresh_from_db()
    let_through(listing, applied(passed, as_written(facts_of(listing), look.after)))


@transaction.atomic
def return_(look: Look, staff: User, seen: str, reason: str) -> None:
    """Give it back to be mended: new goods become a draft, what is on sale stays as it was.

    Raises ReasonMissing, and what accept raises.
    """
    reason = _needed(reason)
    listing = _locked(look, staff, seen)
    _refuse_taken_back(look, listing)
    _decide(look, State.RETURNED, staff, reason)
    if look.kind == Kind.NEW:
        _move(listing, OnShelf.DRAFT, staff)
    _tell(look, "change_returned" if look.kind == Kind.EDIT else "listing_returned")


@transaction.atomic
def withdraw(look: Look, staff: User, seen: str, reason: str) -> None:
    """Take the goods off sale for good. Raises what return_ raises."""
    reason = _needed(reason)
    listing = _locked(look, staff, seen)
    _decide(look, State.WITHDRAWN, staff, reason)
    _move(listing, OnShelf.WITHDRAWN, staff)
    _tell(look, "listing_withdrawn")


@transaction.atomic
def take_off(listing: Listing, staff: User, reason: str) -> Look:
    """Take goods off sale that nobody had asked about, as after a report; raises as withdraw.

    What waits for them is decided with it.
    """
    reason = _needed(reason)
    _refuse_own(listing, staff)
    listing = _lock(listing)
    facts = facts_of(listing)
    look, _ = Look.objects.get_or_create(
        listing=listing,
        state=State.WAITING,
        defaults={
            "seller_id": listing.seller_id,
            "kind": Kind.NEW,
            "before": facts,
            "after": facts,
            "asked_by": staff,
        },
    )
    _decide(look, State.WITHDRAWN, staff, reason)
    _move(listing, OnShelf.WITHDRAWN, staff)
    _tell(look, "listing_withdrawn")
    return look


@transaction.atomic
def give_back(listing: Listing, staff: User) -> None:
    """Give goods back that were taken off by mistake: paused, for their seller to publish.

    Raises NotWaiting where they are not withdrawn, OwnGoods.
    """
    _refuse_own(listing, staff)
    if _lock(listing).state != OnShelf.WITHDRAWN:
        raise NotWaiting
    _move(listing, OnShelf.PAUSED, staff)
    let_through(listing, facts_of(listing))
    record(staff, "listing.given_back", listing, seller_id=listing.seller_id)
    tell_owners(listing, "listing_given_back", str(timezone.now().timestamp()))


@transaction.atomic
def drop(look: Look, by: User, *, owner: User | None = None) -> None:
    """Let the seller take a change back that waits. Raises NotWaiting."""
    found = Look.objects.filter(pk=look.pk, kind=Kind.EDIT, state=State.WAITING)
    if not found.update(state=State.DROPPED):
        raise NotWaiting
    record(by, "look.dropped", look.listing, owner=owner, seller_id=look.seller_id)


def is_own(listing: Listing, staff: User) -> bool:
    return SellerMember.objects.filter(seller=listing.seller_id, user=staff).exists()


def _refuse_own(listing: Listing, staff: User) -> None:
    if is_own(listing, staff):
        raise OwnGoods


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _locked(look: Look, staff: User, seen: str) -> Listing:
    """Lock the listing, then read the question anew: what staff saw is what they decide on."""
    _refuse_own(look.listing, staff)
    listing = _lock(look.listing)
    look.refresh_from_db()
    look.listing = listing
    if look.state == State.DROPPED:
        raise TakenBack
    if look.state != State.WAITING:
        raise NotWaiting
    if seal(look) != seen:
        raise ChangedSince
    return listing


def _refuse_taken_back(look: Look, listing: Listing) -> None:
    if look.kind == Kind.NEW and listing.state != OnShelf.REVIEW:
        raise TakenBack


def _lock(listing: Listing) -> Listing:
    found = Listing.objects.select_for_update(of=("self",)).select_related("seller")
    locked: Listing = found.get(pk=listing.pk)
    return locked


def _decide(look: Look, to: Look.State, staff: User, reason: str = "") -> None:
    """Move the question; who comes second changes nothing. Raises NotWaiting."""
    now = timezone.now()
    sources = [state for state, targets in Look.ALLOWED.items() if to in targets]
    found = Look.objects.filter(pk=look.pk, state__in=sources)
    values = {"state": to, "decided_by": staff, "decided_at": now, "reason": reason}
    if not found.update(**values):
        raise NotWaiting
    for name, value in values.items():
        setattr(look, name, value)
    record(staff, f"look.{to}", look.listing, seller_id=look.seller_id, reason=reason)


def _move(listing: Listing, to: OnShelf, staff: User) -> None:
    try:
        move_listing(listing, to, staff)
    except CannotMove:
        raise NotWaiting from None


def _tell(look: Look, kind: str) -> None:
    tell_owners(look.listing, kind, str(look.pk), reason=look.reason)
