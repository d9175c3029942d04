"""The only way from a request to an application: one's own, or a 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.joining.models import Application

State = Application.State
# While it is written or mended. Sent, it is between the applicant and the office.
EDITABLE = frozenset({State.DRAFT, State.CHANGES_ASKED})


def get_own_applications(request: HttpRequest) -> QuerySet[Application]:
    """Return what this person applied for, and what they fill in now as somebody's helper."""
    person = request.user.pk
    if person is None:
        return Application.objects.none()
    fills_in = Q(filled_by=person, filled_by__helper__is_active=True, state__in=EDITABLE)
    return Application.objects.filter(Q(applicant=person) | fills_in).select_related(
        "applicant", "filled_by", "province", "community__province", "invitation__community"
    )


def get_own_application(request: HttpRequest, key: UUID) -> Application:
    return get_object_or_404(get_own_applications(request), key=key)


def get_open_application(request: HttpRequest, wants: str) -> Application | None:
    """Return the person's own application of this sort that is not decided yet, if any."""
    undecided = [State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_ASKED]
    own = get_own_applications(request).filter(applicant=request.user.pk, wants=wants)
    return own.filter(state__in=undecided).first()
