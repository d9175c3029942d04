"""The only way to a roster: the one that this member of staff brought."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.rosters.models import Roster


def own_rosters(request: HttpRequest) -> QuerySet[Roster]:
    """Return the rosters that this person brought: for views that are staff_only."""
    return Roster.objects.filter(brought_by=request.user.pk).select_related("community")


def get_own_roster(request: HttpRequest, key: UUID) -> Roster:
    return get_object_or_404(own_rosters(request), key=key)
