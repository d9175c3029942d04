"""The first step: who applies, and where."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from community.joining.access import EDITABLE, get_open_application, get_own_application
from community.joining.applying import KINDS, start
from community.joining.checklist import answers_for
from community.joining.errors import AlreadyApplied, NotOpen
from community.joining.invited import invitation_for, told_by_roster
from community.joining.models import Application
from community.joining.saving import note_profile, writing
from community.joining.showing import (
    WRONG,
    begin_at_the_wrong,
    is_returned_profile,
    rows_for,
    step_url,
)
from community.joining.unasked import drop_unasked
from community.joining.who_form import WhoForm
from community.people.models import User


@never_cache
@login_required
def new(request: HttpRequest, wants: str) -> HttpResponse:
    """Begin: nothing is written before something is told."""
    if wants not in KINDS:
        raise Http404
    if found := get_open_application(request, wants):
        return redirect("joining:application", key=found.key)
    person = cast(User, request.user)
    invitation = invitation_for(request) if wants == Application.Wants.SELLER else None
    blank = Application(
        applicant=person,
        wants=wants,
        phone=person.phone or "",
        invitation=invitation,
        community=invitation.community if invitation else None,
        **{"kind": KINDS[wants][0], **told_by_roster(invitation)},
    )
    return _who(request, blank)


@never_cache
@login_required
def who(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return redirect("joining:application", key=application.key)
    return _who(request, application)


def _who(request: HttpRequest, application: Application) -> HttpResponse:
    if request.method != "POST":
        return _draw_who(request, application, WhoForm(application=application))
    if "look_up" in request.POST:
        form = WhoForm(request.POST, application=application, demanding=False)
        return _draw_who(request, application, form)
    form = WhoForm(request.POST, application=application)
    form.is_valid()
    try:
        application = _keep_who(request, application, form)
    except AlreadyApplied as twice:
        return redirect("joining:application", key=twice.application.key)
    except NotOpen:
        return redirect("joining:application", key=application.key)
    if form.errors:
        return _draw_who(request, application, form, status=WRONG)
    return redirect(step_url(application, "papers"))


def _keep_who(request: HttpRequest, application: Application, form: WhoForm) -> Application:
    """Save what is right, in an application that begins with it. Raises AlreadyApplied, NotOpen."""
    if application._state.adding:
        if "kind" in form.errors:
            return application
        kind, person = form.cleaned_data["kind"], cast(User, request.user)
        application = start(person, person, application.wants, kind, application.invitation)
    with writing(application) as held:
        changed = form.fill(held)
        held.step = "who"
        held.save()
        drop_unasked(held)
        note_profile(held, changed=changed)
    return held


def _draw_who(
    request: HttpRequest, application: Application, form: WhoForm, status: int = 200
) -> HttpResponse:
    begin_at_the_wrong([form])
    is_new = application._state.adding
    action = request.path if is_new else step_url(application, "who")
    page = {"application": application, "form": form, "action": action}
    if not is_new:
        rows = rows_for(application, answers_for(application), can_edit=True)
        page["returned"] = [row for row in rows if is_returned_profile(row.answer)]
    return render(request, "joining/who.html", page, status=status)
