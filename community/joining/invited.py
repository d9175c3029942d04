"""Who was invited to sell under a community."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from community.people.models import User
from community.teams.accepting import invitation_of
from community.teams.models import Invitation

IN_SESSION = "invitation"


def invitation_for(request: HttpRequest) -> Invitation | None:
    """Return the invitation that this person accepted and has not used yet, if any."""
    if not request.user.is_authenticated:
        return None
    person = cast(User, request.user)
    accepted = Invitation.objects.filter(
        into=Invitation.Into.SELLING, accepted_by=person, application=None
    ).select_related("community")
    in_session = accepted.filter(pk=request.session.get(IN_SESSION)).first()
    return in_session or invitation_of(person)
