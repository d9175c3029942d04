"""The people of a community, for its managers. The pages are those of a shop's team."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from community.groups.access import get_managed
from community.people.models import User
from community.teams import invite_views, team_views
from community.teams.house import House


def house_of(request: HttpRequest) -> House:
    community = get_managed(request)
    shown = {"community": community, "section": "team"}
    return House(
        user=cast(User, request.user),
        place=community,
        base="groups/base.html",
        routes="community-team:team",
        may_manage=True,
        shown=shown,
    )


@login_required
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    return team_views.people(request, house_of(request))


@login_required
def member(request: HttpRequest, pk: int) -> HttpResponse:
    return team_views.member(request, house_of(request), pk)


@login_required
@require_POST
def end_part(request: HttpRequest, pk: int) -> HttpResponse:
    return team_views.end_part(request, house_of(request), pk)


@login_required
def leave(request: HttpRequest) -> HttpResponse:
    return team_views.leave(request, house_of(request))


@login_required
def invite(request: HttpRequest) -> HttpResponse:
    return invite_views.invite(request, house_of(request))


@login_required
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    return invite_views.send_again(request, house_of(request), pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return invite_views.withdraw(request, house_of(request), pk)
