"""The one gate between a seller's wish to sell and the shelf.

Changes of a listing are told to it in one form, `changes`: names of Listing's own fields with
their new values (`category` as a Category or its key), `prices` as {variant id: baht}, `photos`
as the keys of the photos that will be there, in order. What does not differ from now is not looked
at, so a whole form may be handed over.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.listings.models import Listing
from shop.moderation import risks
from shop.moderation.facts import Facts, applied, differing, facts_of
from shop.moderation.models import Look, Passed
from shop.moderation.risks import is_price_jump as is_price_jump  # noqa: PLC0414

Kind, State = Look.Kind, Look.State


@transaction.atomic
def admit(listing: Listing, by: User, *, owner: User | None = None) -> bool:
    """Return whether the listing may go on sale at once; else staff are asked to look at it.

    Then the caller moves it to review, in the same transaction.
    """
    facts = facts_of(listing)
    passed = Passed.objects.filter(pk=listing.pk).first()
    why = risks.of_change(listing, passed.facts, facts) if passed else risks.of_new(listing, facts)
    if not why:
        let_through(listing, facts)
        return True
    before = passed.facts if passed else {}
    look = _ask(listing, Kind.NEW, by, owner, why=why, before=before, after=facts)
    Look.objects.filter(pk=look.pk).update(asked_at=timezone.now())  # it waits from now on
    return False


@transaction.atomic
def may_change(
    listing: Listing, changes: dict[str, Any], by: User, *, owner: User | None = None
) -> bool:
    """Return whether a listing on sale may be changed at once; else staff are asked first.

    Then the caller writes nothing: the changes are kept here, what is on sale stays as it is,
    and staff's yes writes them. Call it inside the transaction of the change.
    """
    wanted = differing(listing, changes) if listing.state == Listing.State.PUBLISHED else {}
    if not wanted:
        return True
    now, waiting = facts_of(listing), waiting_edit(listing)
    passed = passed_facts(listing, now)
    why = risks.of_change(listing, passed, applied(now, wanted), wanted)
    if not why:
        _forget(waiting, wanted)
        return True
    merged = {**(waiting.after if waiting else {}), **wanted}
    why = risks.of_change(listing, passed, applied(now, merged), merged)
    _ask(listing, Kind.EDIT, by, owner, why=why, before=now, after=merged)
    return False


def let_through(listing: Listing, facts: Facts) -> None:
    """Write down what passed: later changes are measured by it."""
    Passed.objects.update_or_create(listing=listing, defaults={"facts": facts})


def passed_facts(listing: Listing, now: Facts) -> Facts:
    """Return what passed last; what is on sale since before there was a gate passed as it is."""
    passed, _ = Passed.objects.get_or_create(listing=listing, defaults={"facts": now})
    facts: Facts = passed.facts
    return facts


def waiting_edit(listing: Listing) -> Look | None:
    return Look.objects.filter(listing=listing, kind=Kind.EDIT, state=State.WAITING).first()


def _forget(waiting: Look | None, written: Facts) -> None:
    """Take out of a change that waits what the seller has just written otherwise."""
    if waiting is None or not waiting.after.keys() & written.keys():
        return
    left = {name: value for name, value in waiting.after.items() if name not in written}
    state = State.WAITING if left else State.DROPPED
    Look.objects.filter(pk=waiting.pk, state=State.WAITING).update(after=left, state=state)


def _ask(listing: Listing, kind: str, by: User, owner: User | None, **facts: Any) -> Look:
    """Put it into the queue; what waits already keeps its place there."""
    look, is_new = Look.objects.update_or_create(
        listing=listing,
        state=State.WAITING,
        defaults={
            "seller_id": listing.seller_id,
            "kind": kind,
            "asked_by": by,
            "owner": owner,
            **facts,
        },
    )
    if is_new:
        seller_id = listing.seller_id
        record(by, "look.asked", listing, owner=owner, seller_id=seller_id, what=kind)
    return look
