"""Which papers somebody sees who fills in an application for another."""

from __future__ import annotations

from django.db.models import Q

from community.joining.access import EDITABLE
from community.people.models import User


def papers_being_filled_in(person: User) -> Q:
    """Find the papers of applications that this person, a helper still, may fill in now."""
    return Q(
        answers__application__filled_by=person,
        answers__application__filled_by__helper__is_active=True,
        answers__application__state__in=EDITABLE,
    )
