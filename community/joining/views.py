"""The door, one's application and its state."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.joining.access import EDITABLE, get_own_application, get_own_applications
from community.joining.applying import withdraw as take_back
from community.joining.checklist import answers_for
from community.joining.errors import NotOpen
from community.joining.invited import invitation_for
from community.joining.models import Application
from community.joining.moves import OPEN
from community.joining.requirements import Requirement
from community.joining.showing import (
    commission,
    first_listing_url,
    next_step,
    rows_for,
    state_words,
)
from community.people.code_forms import NewcomerForm
from community.people.models import User

TAGS = {
    "submitted": "info",
    "in_review": "info",
    "changes_asked": "low",
    "approved": "ok",
    "suspended": "low",
}


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what is needed, how long it takes and what it costs, before anything is asked."""
    needed = Requirement.objects.filter(
        is_active=True, is_required=True, asked_of__contains=[Application.Kind.INDIVIDUAL]
    )
    own = get_own_applications(request).exclude(state=Application.State.CLOSED)
    page = {
        "needed": [one for one in needed if one.kind not in {"profile", "terms"}],
        "commission": commission(),
        "applications": list(own[:5]),
        "invitation": invitation_for(request),
        "newcomer": NewcomerForm(),
    }
    return render(request, "joining/welcome.html", page)


@require_safe
@never_cache
@login_required
def application(request: HttpRequest, key: UUID) -> HttpResponse:
    found = get_own_application(request, key)
    answers = answers_for(found)
    can_edit = found.state in EDITABLE
    rows = rows_for(found, answers, can_edit=can_edit)
    page = {
        "application": found,
        "rows": rows,
        "can_edit": can_edit,
        "missing": [row for row in rows if row.is_missing],
        "next_step": next_step(found, answers) if can_edit else "",
        "first_listing_url": first_listing_url(found),
        "can_withdraw": found.state in OPEN,
        "state_words": state_words(found),
        "tag": TAGS.get(found.state, "quiet"),
    }
    return render(request, "joining/application.html", page)


@require_POST
@login_required
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    found = get_own_application(request, key)
    try:
        take_back(found, cast(User, request.user))
    except NotOpen:
        messages.error(request, _("It cannot be taken back any more."))
    else:
        messages.success(request, _("Your application is taken back."))
    # It is no longer a helper's to look at.
    if found.applicant_id != request.user.pk:
        return redirect("joining:start")
    return redirect("joining:application", key=found.key)
