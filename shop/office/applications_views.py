"""The staff's screens of who wants to join: the queue, and one application on one page."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.groups.models import Community
from community.joining.models import Application
from community.places.models import Province
from shop.office.access import get_application, staff_only
from shop.office.applications_finding import (
    AGES,
    ALL,
    MINE,
    SECOND_LOOK,
    Choice,
    find_applications,
    rows_of,
)
from shop.office.applications_going import draw_page, staff_of, to_next
from shop.office.finding import page_of

State = Application.State


@staff_only
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    choice = Choice.of(request.GET)
    found = find_applications(choice, staff_of(request))
    page_obj = page_of(found, request.GET.get("page", "1"))
    page = {
        "section": "applications",
        "choice": choice,
        "page_obj": page_obj,
        "rows": rows_of(cast("QuerySet[Application]", page_obj.object_list)),
        "states": _states(),
        "ages": [str(days) for days in AGES],
        "kinds": Application.Kind.choices,
        "provinces": Province.objects.order_by("sort_key").only("code", "name_th", "name_en"),
        "communities": Community.objects.filter(applications__isnull=False)
        .distinct()
        .order_by("name_th")
        .only("slug", "name_th", "name_en"),
    }
    return render(request, "office/applications.html", page)


@staff_only
@require_safe
def application(request: HttpRequest, key: UUID) -> HttpResponse:
    return draw_page(request, get_application(key))


@staff_only
@require_safe
def next_application(request: HttpRequest, key: UUID) -> HttpResponse:
    return to_next(request, get_application(key))


def _states() -> list[tuple[str, str]]:
    sent = [(state.value, str(state.label)) for state in State if state != State.DRAFT]
    return [
        ("", _("Waiting for us")),
        (MINE, _("Open with me")),
        (SECOND_LOOK, _("Account: second look")),
        *sent,
        (ALL, _("All")),
    ]
