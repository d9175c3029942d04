"""The last step: a last look, the terms, and off it goes."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.joining.access import EDITABLE, get_own_application
from community.joining.checklist import answers_for
from community.joining.errors import Incomplete, NotOpen, NumberTaken
from community.joining.first_goods import lead_to_first_goods
from community.joining.models import Application
from community.joining.saving import writing
from community.joining.send_form import SendForm
from community.joining.showing import WRONG, rows_for
from community.joining.submitting import submit
from community.people.models import User


@never_cache
@login_required
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    application = get_own_application(request, key)
    if application.state not in EDITABLE:
        return redirect("joining:application", key=application.key)
    answers = answers_for(application)
    form = SendForm(request.POST or None, application=application, answers=answers)
    if request.method != "POST":
        return _draw_send(request, application, form)
    try:
        with writing(application) as held:
            answers = answers_for(held)
            form = SendForm(request.POST, application=held, answers=answers)
            if form.is_valid():
                form.save()
        if form.errors:
            return _draw_send(request, held, form, status=WRONG)
        return _send(request, held, form)
    except NotOpen:
        return redirect("joining:application", key=application.key)


def _send(request: HttpRequest, application: Application, form: SendForm) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved. Go on whenever you like, on any device."))
        return redirect("joining:application", key=application.key)
    try:
        submit(application, cast(User, request.user))
    except Incomplete:
        return _draw_send(request, application, form, status=WRONG, pressed=True)
    except NumberTaken:
        return _draw_send(request, application, form, status=WRONG, taken=True)
    is_own = application.applicant_id == request.user.pk
    if is_own and (first_goods := lead_to_first_goods(request, application)):
        return redirect(first_goods)
    messages.success(request, _("Sent. Thank you."))
    if not is_own:
        return redirect("helping:home")  # it is no longer a helper's to look at
    return redirect("joining:application", key=application.key)


def _draw_send(
    request: HttpRequest,
    application: Application,
    form: SendForm,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    rows = rows_for(application, form.answers, can_edit=True)
    missing = [row for row in rows if row.is_missing]
    page = {"application": application, "form": form, "rows": rows, "missing": missing, **said}
    return render(request, "joining/send.html", page, status=status)
