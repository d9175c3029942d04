"""Who on a list is on it twice, is here already, or is invited already. A few queries in all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from community.groups.models import Community, Membership
from community.people.models import User
from community.rosters.rows import SELLER, Row
from community.sellers.models import SellerMember
from community.teams.models import Invitation

Into = Invitation.Into


def mark_known(rows: list[Row], community: Community) -> None:
    """Write on the rows who is on the list twice, and whom nobody need invite."""
    _mark_twice(rows)
    people = _people(rows)
    here = Membership.objects.filter(community=community, user__in=people.values())
    sell = SellerMember.objects.filter(
        seller__communities=community, user__in={user.pk for user in people.values()}
    )
    members = set(here.values_list("user_id", flat=True))
    sellers = set(sell.values_list("user_id", flat=True))
    invited = _invited(community)
    for row in rows:
        user = people.get(row.phone) or people.get(row.email)
        if user:
            row.notes.append(("has_account", {"name": user.get_full_name()}))
        row.left_out = _left_out(row, user, members, sellers, invited)


def reach_of(row: Row) -> list[str]:
    return [reach for reach in (row.phone, row.email) if reach]


def _mark_twice(rows: Iterable[Row]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        earlier = [first[reach] for reach in reach_of(row) if reach in first]
        if earlier:
            row.problems.append(("twice", {"row": earlier[0]}))
        for reach in reach_of(row):
            first.setdefault(reach, row.number)


def _people(rows: Iterable[Row]) -> dict[str, User]:
    """Return the accounts by number and by address."""
    reaches = [reach for row in rows for reach in reach_of(row)]
    users = User.objects.filter(Q(phone__in=reaches) | Q(email__in=reaches))
    return {reach: user for user in users for reach in (user.phone, user.email) if reach}


def _invited(community: Community) -> set[tuple[str, str]]:
    """Return (number or address, into) of the open invitations to this community."""
    rows: QuerySet[Invitation] = Invitation.objects.filter(
        community=community, state=Invitation.State.OPEN, expires_at__gt=timezone.now()
    )
    found = rows.values_list("phone", "email", "into")
    return {(reach, into) for phone, email, into in found for reach in (phone, email) if reach}


def into_of(row: Row) -> str:
    return Into.SELLING if row.role == SELLER else Into.COMMUNITY


def _left_out(
    row: Row,
    user: User | None,
    members: set[int],
    sellers: set[int],
    invited: set[tuple[str, str]],
) -> str:
    if user and row.role != SELLER and user.pk in members:
        return "is_member"
    if user and row.role == SELLER and user.pk in sellers:
        return "sells_here"
    if any((reach, into_of(row)) in invited for reach in reach_of(row)):
        return "is_invited"
    return ""
