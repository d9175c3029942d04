"""Lists of members: choose a community, bring a file, see every row, confirm, follow."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.people.models import User
from community.rosters import keeping
from community.rosters.access import get_own_roster, own_rosters
from community.rosters.errors import CannotConfirm, Unreadable
from community.rosters.models import Roster, RosterPerson
from community.rosters.progress import people_of, progress_of
from community.rosters.template_file import template_bytes
from shop.office.access import staff_only
from shop.office.finding import page_of
from shop.office.roster_forms import CommunityForm, RosterForm
from shop.office.roster_preview import preview_of
from shop.office.views import draw

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE_PER_PAGE = 100


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def rosters(request: HttpRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = RosterForm(request.POST, request.FILES) if sent else RosterForm()
    if sent and form.is_valid():
        try:
            roster = keeping.bring(
                form.cleaned_data["file"], form.cleaned_data["community"], by(request)
            )
        except Unreadable as error:
            form.add_error("file", error)
        else:
            return redirect("office:roster", roster.key)
    page = {"form": form, "page_obj": page_of(own_rosters(request), request.GET.get("page", "1"))}
    response = draw(request, "rosters", page)
    response.status_code = 422 if sent else 200
    return response


@staff_only
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Send the Excel file to fill in, for the community that the address names."""
    form = CommunityForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choose the community first."))
        return redirect("office:rosters")
    community = form.cleaned_data["community"]
    response = HttpResponse(template_bytes(community), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="members-{community.slug}.xlsx"'
    return response


@staff_only
@require_safe
def roster(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = get_own_roster(request, key)
    if shown.state == Roster.State.INVITED:
        people: Page[RosterPerson] = Paginator(people_of(shown), PEOPLE_PER_PAGE).get_page(
            request.GET.get("page")
        )
        page = {"roster": shown, "progress": progress_of(shown), "page_obj": people}
        return draw(request, "roster_people", page | {"section": "roster"})
    page = {"roster": shown, **preview_of(shown, request.GET)}
    return draw(request, "roster", page)


@staff_only
@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = get_own_roster(request, key)
    try:
        keeping.confirm(shown, by(request))
    except CannotConfirm as error:
        if error.state == Roster.State.READ:
            messages.error(request, _("Nobody was invited: the list is too old or a row fails."))
        else:
            messages.info(request, _("This list was confirmed before: nobody is invited twice."))
    return redirect("office:roster", key)


@staff_only
@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = get_own_roster(request, key)
    try:
        keeping.try_again(shown, by(request))
    except CannotConfirm:
        messages.info(request, _("This list was confirmed before: nobody is invited twice."))
    return redirect("office:roster", key)


@staff_only
@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = get_own_roster(request, key)
    try:
        keeping.drop(shown, by(request))
    except CannotConfirm:
        messages.error(request, _("This list was confirmed: it cannot be thrown away."))
        return redirect("office:roster", key)
    messages.success(request, _("The list is thrown away. Nobody was invited."))
    return redirect("office:rosters")


@staff_only
@require_safe
def state(request: HttpRequest, key: UUID) -> HttpResponse:
    shown = get_own_roster(request, key)
    return JsonResponse({"state": shown.state, "url": reverse("office:roster", args=[key])})


def by(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in
