"""The one gate between a seller's wish to sell and the shelf.

Changes of a listing are told to it in one form, `changes`: names of Listing's own fields with
their new values (`category` as a Category or its key), `prices` as {variant id: baht}, `photos`
as the keys of the photos that will be there, in order. What does not differ from now is not looked
at, so a whole form may be handed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.listings.models import Listing
from shop.moderation import risks
from shop.moderation.facts import PRICES, Facts, applied, differing, facts_of
from shop.moderation.models import Look, Passed
from shop.moderation.telling import tell_owners

Kind, State = Look.Kind, Look.State
Prices = Mapping[int, Decimal]  # by variant


@transaction.atomic
def admit(listing: Listing, by: User, *, owner: User | None = None) -> bool:
    """Return whether the listing may go on sale at once; else staff are asked to look at it.

    Then the caller moves it to review, in the same transaction; it holds the listing's lock.
    """
    facts = facts_of(listing)
    passed = Passed.objects.filter(pk=listing.pk).first()
    why = risks.of_change(listing, passed.facts, facts) if passed else risks.of_new(listing, facts)
    if not why:
        let_through(listing, facts)
        return True
    _end_change(listing, by, owner)
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
    waiting = waiting_edit(listing)
    is_on_sale = listing.state == Listing.State.PUBLISHED
    wanted = differing(listing, changes) if is_on_sale or waiting else {}
    if not wanted:
        return True
    if not is_on_sale:
        _forget(waiting, wanted)
        return True
    now = facts_of(listing)
    passed = passed_facts(listing, now)
    why = risks.of_change(listing, passed, applied(now, wanted), wanted)
    if not why:
        _forget(waiting, wanted)
        return True
    merged = _merged(waiting.after if waiting else {}, wanted)
    why = risks.of_change(listing, passed, applied(now, merged), merged)
    _ask(listing, Kind.EDIT, by, owner, why=why, before=now, after=merged)
    return False


def asked_about(prices: Mapping[int, Prices]) -> set[int]:
    """Return the listings of these new prices that `may_change` is to be asked about.

    Three queries for all: what is not among them may be written at once.
    """
    waiting = Look.objects.filter(listing__in=prices, kind=Kind.EDIT, state=State.WAITING)
    asked = set(waiting.values_list("listing_id", flat=True))
    on_sale = Listing.objects.filter(pk__in=prices, state=Listing.State.PUBLISHED)
    passed = dict(Passed.objects.filter(listing__in=on_sale).values_list("pk", "facts__prices"))
    for pk in on_sale.values_list("pk", flat=True):
        wanted = {str(one): baht for one, baht in prices[pk].items()}
        if pk not in passed or risks.of_prices(passed[pk], wanted):
            asked.add(pk)
    return asked


def left_shelf(listing: Listing) -> None:
    """Remember that goods which their seller takes off the shelf had passed."""
    if not Passed.objects.filter(pk=listing.pk).exists():
        let_through(listing, facts_of(listing))


def left_review(listing: Listing, by: User, owner: User | None) -> None:
    """End the question about new goods that are not in review any more, unless it is decided."""
    for look in _waiting(listing, Kind.NEW):
        _drop(look, by, owner)


def let_through(listing: Listing, facts: Facts) -> None:
    """Write down what passed: later changes are measured by it."""
    Passed.objects.update_or_create(listing=listing, defaults={"facts": facts})


def passed_facts(listing: Listing, now: Facts) -> Facts:
    """Return what passed last; what is on sale since before there was a gate passed as it is."""
    passed, _ = Passed.objects.get_or_create(listing=listing, defaults={"facts": now})
    facts: Facts = passed.facts
    return facts


def waiting_edit(listing: Listing) -> Look | None:
    return _waiting(listing, Kind.EDIT).first()


def withdrawn_by(listing: Listing) -> Look | None:
    """Return staff's last word about goods that are withdrawn: the reason stands in it."""
    return Look.objects.filter(listing=listing, state=State.WITHDRAWN).last()


def _waiting(listing: Listing, kind: str) -> QuerySet[Look]:
    return Look.objects.filter(listing=listing, kind=kind, state=State.WAITING)


def _end_change(listing: Listing, by: User, owner: User | None) -> None:
    """End a change that waits, and tell the seller: staff look at the goods as they are now."""
    for look in _waiting(listing, Kind.EDIT):
        _drop(look, by, owner)
        tell_owners(listing, "change_dropped", str(look.pk))


def _drop(look: Look, by: User, owner: User | None) -> None:
    if Look.objects.filter(pk=look.pk, state=State.WAITING).update(state=State.DROPPED):
        record(by, "look.dropped", look.listing, owner=owner, seller_id=look.seller_id)


def _forget(waiting: Look | None, written: Facts) -> None:
    """Take out of a change that waits what the seller has just written otherwise."""
    if waiting is None or not waiting.after.keys() & written.keys():
        return
    left = {name: value for name, value in waiting.after.items() if name not in written}
    prices = _left_of_prices(waiting.after, written)
    if prices:
        left[PRICES] = prices
    state = State.WAITING if left else State.DROPPED
    Look.objects.filter(pk=waiting.pk, state=State.WAITING).update(after=left, state=state)


def _merged(waiting: Facts, wanted: Facts) -> Facts:
    """Return both together; prices of other variants that wait go on waiting."""
    merged = {**waiting, **wanted}
    if PRICES in waiting and PRICES in wanted:
        merged[PRICES] = {**waiting[PRICES], **wanted[PRICES]}
    return merged


def _left_of_prices(waiting: Facts, written: Facts) -> Facts:
    own = written.get(PRICES, {})
    return {pk: price for pk, price in waiting.get(PRICES, {}).items() if pk not in own}


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
