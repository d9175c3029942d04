"""Who was invited to sell under a community."""

from __future__ import annotations

from django.http import HttpRequest

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
