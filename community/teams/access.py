"""The only ways to a person's part and to an invitation: those of one's own place, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from community.groups.models import Membership
from community.sellers.models import Seller, SellerMember
from community.teams.models import Invitation
from community.teams.parts import Part, Place


def get_parts(place: Place) -> QuerySet[SellerMember] | QuerySet[Membership]:
    """Return everybody's parts in a shop or a community, the longest there first."""
    if isinstance(place, Seller):
        return place.members.select_related("user").order_by("pk")
    return place.memberships.select_related("user").order_by("pk")


def get_part(place: Place, pk: int) -> Part:
    return _found(get_parts(place).filter(pk=pk).first())


def get_own_part(place: Place, user_id: int) -> Part:
    return _found(get_parts(place).filter(user=user_id).first())


def get_invitations(place: Place) -> QuerySet[Invitation]:
    """Return what can still be sent again or withdrawn, newest first."""
    state = Invitation.State
    rows = place.invitations.filter(state__in=[state.OPEN, state.EXPIRED])
    return rows.select_related("invited_by").order_by("-pk")


def get_invitation(place: Place, pk: int) -> Invitation:
    return get_object_or_404(place.invitations, pk=pk)


def _found(part: Part | None) -> Part:
    if part is None:
        raise Http404
    return part
