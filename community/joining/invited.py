"""Who was invited to sell under a community."""

from __future__ import annotations

from django.http import HttpRequest

from community.rosters.models import RosterPerson
from community.teams.accepting import invitation_of
from community.teams.models import Invitation

IN_SESSION = "invitation"


def invitation_for(request: HttpRequest) -> Invitation | None:
    """Return the invitation that this person accepted and has not used yet, if any."""
    person = request.user
    if not person.is_authenticated:
        return None
    accepted = Invitation.objects.filter(
        into=Invitation.Into.SELLING, accepted_by=person, application=None
    ).select_related("community")
    chosen = request.session.get(IN_SESSION)
    in_session = accepted.filter(pk=chosen).first() if isinstance(chosen, int) else None
    return in_session or invitation_of(person)


def told_by_roster(invitation: Invitation | None) -> dict[str, str]:
    """Return what the list that invited somebody said already: name, kind, what they make."""
    row = RosterPerson.objects.filter(invitation=invitation).first() if invitation else None
    if row is None:
        return {}
    said = {"name_th": row.shop_name, "kind": row.kind, "story_th": row.makes}
    return {name: value for name, value in said.items() if value}
