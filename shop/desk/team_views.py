"""The team of a shop: the pages are community.teams', the desk is ours."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from community.sellers.powers import Power
from community.teams import invite_views, team_views
from community.teams.house import House
from shop.desk.access import get_desk


def house_of(request: HttpRequest) -> House:
    """Return the team that this person belongs to now; a helper belongs to none."""
    desk = get_desk(request)
    if not desk.role:
        raise PermissionDenied
    shown = {"desk": desk, "section": "team"}
    may_manage = desk.may(Power.MANAGE_TEAM)
    return House(desk.user, desk.seller, "desk/base.html", "desk:team", may_manage, shown)


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
