"""The pages of a team: its people, one of them, leaving. A shop and a community each call them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.teams import parts
from community.teams.access import get_invitations, get_own_part, get_part, get_parts
from community.teams.errors import TeamError
from community.teams.forms import RoleForm
from community.teams.house import House
from community.teams.sentences import sentence_for

PEOPLE_A_PAGE = 50


def people(request: HttpRequest, house: House) -> HttpResponse:
    page = {
        "page_obj": Paginator(get_parts(house.place), PEOPLE_A_PAGE).get_page(
            request.GET.get("page")
        ),
        "invitations": get_invitations(house.place)[:PEOPLE_A_PAGE] if house.may_manage else [],
    }
    return draw(request, house, "people", page)


def member(request: HttpRequest, house: House, pk: int) -> HttpResponse:
    """Show one person's part, and give it another role."""
    house.require_manager()
    part = get_part(house.place, pk)
    form = RoleForm(house.place, posted(request), initial={"role": part.role})
    if request.method == "POST" and form.is_valid():
        try:
            parts.change_role(part, form.cleaned_data["role"], house.user)
        except TeamError as error:
            form.add_error("role", sentence_for(error))
        else:
            messages.success(request, _("Saved. We have told the person."))
            return redirect(house.routes)
    status = 422 if form.is_bound else 200
    return draw(request, house, "member", {"part": part, "form": form}, status)


def end_part(request: HttpRequest, house: House, pk: int) -> HttpResponse:
    house.require_manager()
    part = get_part(house.place, pk)
    return _end(request, house, part, _("The person is no longer here. We have told them."))


def leave(request: HttpRequest, house: House) -> HttpResponse:
    """Ask once, then end one's own part."""
    part = get_own_part(house.place, house.user.pk)
    if request.method != "POST":
        return draw(request, house, "leave", {"part": part})
    return _end(request, house, part, _("You have left."))


def _end(request: HttpRequest, house: House, part: parts.Part, done: str) -> HttpResponse:
    own = part.user_id == house.user.pk
    try:
        parts.end(part, house.user)
    except TeamError as error:
        messages.error(request, sentence_for(error))
        return redirect(house.routes)
    messages.success(request, done)
    return redirect("customer:home" if own else house.routes)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was typed; an empty form that was sent is not one to be shown first."""
    return request.POST if request.method == "POST" else None


def draw(
    request: HttpRequest, house: House, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {**house.shown, "house": house, **page}
    return render(request, f"teams/{name}.html", shown, status=status)
