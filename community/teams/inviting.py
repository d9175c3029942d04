"""Invite somebody: into a shop's team, into a community, or to sell under one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.audit.recording import record
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import moves
from community.teams.errors import AlreadyIn, AlreadyInvited, TooMany
from community.teams.links import digest_of, link_of, new_secret
from community.teams.models import Invitation
from community.teams.sending import send_later

Into = Invitation.Into
GOOD_FOR = timedelta(days=14)
# A team's, not a community's: that one may load its members from a list.
MOST_OPEN = 20


def invite_to_team(
    seller: Seller, by: User, role: str, *, phone: str = "", email: str = "", name: str = ""
) -> tuple[Invitation, str]:
    """Invite a person into a shop's team; return the invitation and its link, sent after commit.

    `phone` in E.164; one of phone and e-mail is needed. The link is nowhere kept: who has it
    still has to prove the number or address. Raises AlreadyIn, AlreadyInvited, TooMany.
    """
    reach = {"phone": phone, "email": email.lower()}
    with transaction.atomic():
        Seller.objects.select_for_update(no_key=True).get(pk=seller.pk)
        is_open = Invitation.objects.filter(seller=seller, state=Invitation.State.OPEN)
        if is_open.filter(expires_at__gt=timezone.now()).count() >= MOST_OPEN:
            raise TooMany
        if SellerMember.objects.filter(_is_this_person("user__", reach), seller=seller).exists():
            raise AlreadyIn
        return _invite(by, Into.TEAM, seller=seller, role=role, name=name, **reach)


def invite_to_community(
    community: Community, by: User, role: str, *, phone: str = "", email: str = "", name: str = ""
) -> tuple[Invitation, str]:
    """Invite a person into a community, as a manager or a member. As invite_to_team."""
    reach = {"phone": phone, "email": email.lower()}
    with transaction.atomic():
        Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        members = Membership.objects.filter(community=community)
        if members.filter(_is_this_person("user__", reach)).exists():
            raise AlreadyIn
        return _invite(by, Into.COMMUNITY, community=community, role=role, name=name, **reach)


def invite_to_sell(
    community: Community, by: User, *, phone: str = "", email: str = "", name: str = ""
) -> tuple[Invitation, str]:
    """Invite a person to sell under a community: an application, or a shop that is there."""
    reach = {"phone": phone, "email": email.lower()}
    with transaction.atomic():
        Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        return _invite(by, Into.SELLING, community=community, name=name, **reach)


def send_again(invitation: Invitation, by: User) -> str:
    """Send an open or expired invitation with a new link, good for as long; return the link.

    The older link ends. Raises moves.CannotMove for one that was accepted or withdrawn.
    """
    secret, state = new_secret(), Invitation.State
    fresh = {"digest": digest_of(secret), "expires_at": timezone.now() + GOOD_FOR}
    fresh |= {"state": state.OPEN, "ended_at": None}
    rows = Invitation.objects.filter(pk=invitation.pk, state__in=[state.OPEN, state.EXPIRED])
    with transaction.atomic():
        if not rows.update(**fresh):
            raise moves.CannotMove(invitation, state.OPEN)
        invitation.refresh_from_db()
        note(by, "team.invitation_sent_again", invitation)
        send_later(invitation, link_of(secret))
    return link_of(secret)


def withdraw(invitation: Invitation, by: User) -> None:
    """Take an open invitation back. Raises moves.CannotMove."""
    with transaction.atomic():
        moves.end(invitation, Invitation.State.WITHDRAWN)
        note(by, "team.invitation_withdrawn", invitation)


def expire_old() -> int:
    """Mark the invitations that are too old, and return how many there were."""
    now, state = timezone.now(), Invitation.State
    old = Invitation.objects.filter(state=state.OPEN, expires_at__lte=now)
    return old.update(state=state.EXPIRED, ended_at=now)


def note(actor: User | None, verb: str, invitation: Invitation, **details: Any) -> None:
    """Record an act on an invitation; whose number it is stays out of the log."""
    facts: dict[str, Any] = {
        "into": invitation.into,
        "role": invitation.role,
        "name": invitation.name,
        **details,
    }
    if invitation.community_id:
        facts["community"] = invitation.community_id
    record(actor, verb, invitation, seller_id=invitation.seller_id, **facts)


def _invite(by: User, into: str, **fields: Any) -> tuple[Invitation, str]:
    _refuse_second(into, fields)
    secret = new_secret()
    until = timezone.now() + GOOD_FOR
    digest = digest_of(secret)
    invitation = Invitation.objects.create(
        into=into, invited_by=by, digest=digest, expires_at=until, **fields
    )
    note(by, "team.invited", invitation)
    send_later(invitation, link_of(secret))
    return invitation, link_of(secret)


def _refuse_second(into: str, fields: dict[str, Any]) -> None:
    """Raise AlreadyInvited for an open one to the same place; the place is locked."""
    place = {key: fields[key] for key in ("seller", "community") if key in fields}
    same = Invitation.objects.filter(_is_this_person("", fields), into=into, **place)
    if same.filter(state=Invitation.State.OPEN, expires_at__gt=timezone.now()).exists():
        raise AlreadyInvited


def _is_this_person(prefix: str, reach: dict[str, Any]) -> Q:
    """Return the condition that a row names this number or this address."""
    named = Q(pk__in=[])
    for key in ("phone", "email"):
        if reach[key]:
            named |= Q(**{f"{prefix}{key}": reach[key]})
    return named
