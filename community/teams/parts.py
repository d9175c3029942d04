"""A person's part in a shop or a community: change it, end it, leave; the last head stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from community.audit.recording import record
from community.banking.changing import pending_account
from community.channels.telling import tell
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import moves
from community.teams.errors import AccountWaits, LastHead, PartGone
from community.teams.models import Invitation

Part: TypeAlias = SellerMember | Membership
Place: TypeAlias = Seller | Community


def place_of(part: Part) -> Place:
    return part.seller if isinstance(part, SellerMember) else part.community


def head_role(part: Part) -> str:
    """Return the role that somebody must have: a shop's owner, a community's manager."""
    return SellerMember.Role.OWNER if isinstance(part, SellerMember) else Membership.Role.MANAGER


def change_role(part: Part, role: str, by: User) -> None:
    """Give a person another role, and tell them. Raises LastHead, PartGone."""
    with _held(part):
        if part.role == role:
            return
        if part.role == head_role(part):
            _refuse_last_head(part)
            _refuse_while_account_waits(part)
        before, part.role = part.role, role
        part.save(update_fields=["role"])
        act = _note(by, "team.role_changed", part, before=before, role=role)
        if before == head_role(part):
            _withdraw_sent(part, by)
        _tell(part, "part_role", act, role=role)


def end(part: Part, by: User) -> None:
    """End somebody's part, or one's own, and tell them. Raises LastHead, AccountWaits, PartGone.

    What they have invited others to is withdrawn with it.
    """
    with _held(part):
        if part.role == head_role(part):
            _refuse_last_head(part)
            _refuse_while_account_waits(part)
        left = by.pk == part.user_id
        act = _note(by, "team.left" if left else "team.ended", part, role=part.role)
        _withdraw_sent(part, by)
        if not left:
            _tell(part, "part_ended", act)
        part.delete()


@contextmanager
def _held(part: Part) -> Iterator[None]:
    """Lock the place, then read the part anew: two who leave at once do so one by one."""
    with transaction.atomic():
        _lock(place_of(part))
        try:
            part.refresh_from_db(fields=["role"])
        except (SellerMember.DoesNotExist, Membership.DoesNotExist):
            raise PartGone from None
        yield


def _lock(place: Place) -> None:
    type(place)._default_manager.select_for_update(no_key=True).get(pk=place.pk)


def _refuse_last_head(part: Part) -> None:
    if _others_in_charge(part) == 0:
        raise LastHead


def _refuse_while_account_waits(part: Part) -> None:
    """Raise AccountWaits for an owner who may still have a change to stop; the shop is locked."""
    if isinstance(part, SellerMember) and pending_account(part.seller):
        raise AccountWaits


def _others_in_charge(part: Part) -> int:
    """Return how many others have the role; who has closed the account does not count."""
    heads = {"role": head_role(part), "user__is_active": True}
    if isinstance(part, SellerMember):
        rows = SellerMember.objects.filter(seller=part.seller_id, **heads)
        return rows.exclude(pk=part.pk).count()
    own = Membership.objects.filter(community=part.community_id, **heads)
    return own.exclude(pk=part.pk).count()


def _withdraw_sent(part: Part, by: User) -> None:
    """Take back what somebody invited to who is no longer in charge."""
    place = "seller" if isinstance(part, SellerMember) else "community"
    sent = Invitation.objects.filter(invited_by=part.user_id, **{place: place_of(part)})
    for invitation in sent.filter(state=moves.State.OPEN):
        moves.end(invitation, moves.State.WITHDRAWN)
        record(by, "team.invitation_withdrawn", invitation, seller_id=invitation.seller_id)


def _note(by: User, verb: str, part: Part, **details: Any) -> int:
    """Record it on the place, since the part may go; return the act's id."""
    seller_id = part.seller_id if isinstance(part, SellerMember) else None
    person = part.user.get_full_name()
    who: dict[str, Any] = {"person": person, "person_id": part.user_id}
    return record(by, verb, place_of(part), seller_id=seller_id, **who, **details).pk


def _tell(part: Part, kind: str, act: int, **facts: str) -> None:
    with translation.override(part.user.language):
        name = place_of(part).name
    tell(part.user, kind, f"{kind}:{act}", path=reverse("customer:home"), place=name, **facts)
