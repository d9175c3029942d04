"""Invite everybody on a confirmed list, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.groups.models import Community, Membership
from community.rosters.keeping import rows_of
from community.rosters.known import mark_known
from community.rosters.models import Roster, RosterPerson
from community.rosters.rows import MANAGER, SELLER, Row
from community.teams.errors import AlreadyIn, AlreadyInvited
from community.teams.inviting import invite_to_community, invite_to_sell
from community.teams.models import Invitation

State = Roster.State


def invite(roster_id: int) -> int:
    """Invite all or none, once however often it is asked; return how many were invited.

    Each message is queued with its invitation and sent after commit.
    """
    with transaction.atomic():
        found = Roster.objects.select_for_update(of=("self",)).filter(pk=roster_id)
        roster = found.filter(state=State.INVITING).select_related("brought_by").first()
        if roster is None:  # another worker did it
            return 0
        # One lock for all: each invitation locks the community again and finds it held.
        community = Community.objects.select_for_update(no_key=True).get(pk=roster.community_id)
        rows = rows_of(roster)
        mark_known(rows, community)  # who came in since
        people = [_person(roster, community, row) for row in rows if not row.left_out]
        invited = [person for person in people if person]
        RosterPerson.objects.bulk_create(invited, batch_size=500)
        roster.state, roster.rows, roster.invited_at = State.INVITED, [], timezone.now()
        roster.left_out = len(rows) - len(invited)
        roster.save(update_fields=["state", "rows", "invited_at", "left_out"])
    return len(invited)


def _person(roster: Roster, community: Community, row: Row) -> RosterPerson | None:
    """Invite one; None when they came in at the same moment."""
    try:
        with transaction.atomic():
            invitation = _invite(roster, community, row)
    except (AlreadyIn, AlreadyInvited):
        return None
    return RosterPerson(
        roster=roster,
        row=row.number,
        invitation=invitation,
        shop_name=row.shop,
        kind=row.kind,
        makes=row.makes,
    )


def _invite(roster: Roster, community: Community, row: Row) -> Invitation:
    reach = {"phone": row.phone, "email": row.email, "name": row.name}
    if row.role == SELLER:
        return invite_to_sell(community, roster.brought_by, **reach)[0]
    role = Membership.Role.MANAGER if row.role == MANAGER else Membership.Role.MEMBER
    return invite_to_community(community, roster.brought_by, role, **reach)[0]
