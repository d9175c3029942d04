"""How an owner lets a helper act: asked for by the helper, said yes to by the owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.assistance.errors import BadEnd, GrantedAlready, NotTheirs, NotToBeGiven
from community.assistance.models import Grant, Helper
from community.assistance.moves import State, move
from community.assistance.telling import (
    tell_ended,
    tell_expired,
    tell_refused,
    tell_started,
)
from community.audit.recording import record
from community.people.models import User
from community.private.models import Paper
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import GRANTABLE

LONGEST_DAYS = 365
Consent = Grant.Consent


@transaction.atomic
def ask(helper: Helper, seller: Seller, owner: User, powers: Iterable[str], until: date) -> Grant:
    """Write down what a helper asks of an owner; it gives nothing before the owner's yes.

    Raises NotToBeGiven, BadEnd, NotTheirs and GrantedAlready.
    """
    powers = sorted(set(powers))
    refuse_powers(powers)
    refuse_end(until)
    refuse_strangers(helper, seller, owner)
    grant = _write(Grant(helper=helper, seller=seller, owner=owner, powers=powers, until=until))
    _record(grant, helper.user, "grant.asked", powers=powers, until=until.isoformat())
    return grant


def refuse_powers(powers: list[str]) -> None:
    beyond = set(powers) - {str(power) for power in GRANTABLE}
    if beyond or not powers:
        raise NotToBeGiven(beyond)


def refuse_end(until: date) -> None:
    today = timezone.localdate()
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise BadEnd(until)


def refuse_strangers(helper: Helper, seller: Seller, owner: User) -> None:
    team = dict(SellerMember.objects.filter(seller=seller).values_list("user_id", "role"))
    if team.get(owner.pk) != SellerMember.Role.OWNER or helper.user_id in team:
        raise NotTheirs


def start_by_code(grant: Grant) -> None:
    """Begin: the code of the owner's phone was checked. Raises GrantMoved, BadEnd and NotTheirs."""
    with transaction.atomic():
        _start(grant, grant.owner, consent=Consent.CODE)
        # Who has the code has the telephone.
        User.objects.filter(pk=grant.owner_id).update(phone_verified=True)


def start_by_paper(grant: Grant, paper: Paper, staff: User) -> None:
    """Begin: staff, not the helper, have looked at the owner's signature. Raises as above."""
    if staff.pk == grant.helper.user_id:
        raise NotTheirs
    _start(grant, staff, consent=Consent.PAPER, paper=paper)


def start_by_owner(grant: Grant, owner: User) -> None:
    """Begin: an owner, logged in, said yes, whichever of them was asked. Raises as above."""
    _start(grant, owner, consent=Consent.ACCOUNT, owner=owner)


@transaction.atomic
def _start(grant: Grant, by: User, *, consent: Consent, **fields: Any) -> None:
    if grant.until < timezone.localdate():
        raise BadEnd(grant.until)
    refuse_strangers(grant.helper, grant.seller, fields.get("owner", grant.owner))
    move(grant, State.ACTIVE, consent=consent, started_at=timezone.now(), **fields)
    _record(grant, by, "grant.started", consent=str(consent))
    tell_started(grant)


@transaction.atomic
def refuse(grant: Grant, by: User) -> None:
    """Say no for the owner. Raises GrantMoved."""
    move(grant, State.REFUSED, ended_at=timezone.now(), ended_by=by)
    _record(grant, by, "grant.refused")
    tell_refused(grant, by)


@transaction.atomic
def end(grant: Grant, by: User) -> None:
    """End at once, for the owner, the helper or staff. Raises GrantMoved."""
    move(grant, State.ENDED, ended_at=timezone.now(), ended_by=by)
    _record(grant, by, "grant.ended")
    tell_ended(grant, by)


@transaction.atomic
def expire(grant: Grant) -> None:
    """Mark one that nothing holds any more; of one in force both are told. Raises GrantMoved."""
    was_active = grant.state == State.ACTIVE
    move(grant, State.EXPIRED, ended_at=timezone.now())
    _record(grant, None, "grant.expired", until=grant.until.isoformat())
    if was_active:
        tell_expired(grant)


def _write(grant: Grant) -> Grant:
    try:
        with transaction.atomic():
            grant.save()
    except IntegrityError as error:
        raise GrantedAlready from error
    return grant


def _record(grant: Grant, by: User | None, verb: str, **details: Any) -> None:
    record(by, verb, grant, seller_id=grant.seller_id, helper=str(grant.helper.user), **details)
