"""Who was invited to sell under a community."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from community.people.models import User
from community.rosters.models import RosterPerson
from community.teams.accepting import invitation_of, refuse_ended, refuse_others
from community.teams.errors import InvitationError, NotProven
from community.teams.models import Invitation

IN_SESSION = "invitation"


def invitation_for(request: HttpRequest) -> Invitation | None:
    """Return the invitation that this person has not used yet, if any; the one chosen first."""
    person = request.user
    if not person.is_authenticated:
        return None
    accepted = Invitation.objects.filter(
        into=Invitation.Into.SELLING, accepted_by=person, application=None
    ).select_related("community")
    chosen = request.session.get(IN_SESSION)
    in_session = accepted.filter(pk=chosen).first() if isinstance(chosen, int) else None
    return in_session or waiting_for(person)


def waiting_for(person: User, *, is_helped: bool = False) -> Invitation | None:
    """Return the invitation to sell that waits for somebody: accepted, or else still open.

    An open one is theirs by a proven number or address. With a helper beside the number is
    enough: it leads no further than to an application, and is proven when it is accepted.
    """
    if accepted := invitation_of(person):
        return accepted
    to_person = Q(phone=person.phone or None) | Q(email=person.email or None)
    still_open = Invitation.objects.filter(
        to_person,
        into=Invitation.Into.SELLING,
        state=Invitation.State.OPEN,
        application=None,
    )
    for invitation in still_open.select_related("community"):
        try:
            refuse_ended(invitation)
            refuse_others(invitation, person)
        except NotProven:
            if is_helped and invitation.phone == person.phone:
                return invitation
        except InvitationError:
            continue
        else:
            return invitation
    return None


def told_by_roster(invitation: Invitation | None) -> dict[str, str]:
    """Return what the list that invited somebody said already: name, kind, what they make."""
    row = RosterPerson.objects.filter(invitation=invitation).first() if invitation else None
    if row is None:
        return {}
    said = {"name_th": row.shop_name, "kind": row.kind, "story_th": row.makes}
    return {name: value for name, value in said.items() if value}
