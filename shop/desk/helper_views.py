"""An owner sees who helps, says yes or no to who asks, and ends a helper's part with one tap."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.assistance import granting
from community.assistance.access import get_given_grant, grants_of
from community.assistance.errors import BadEnd, GrantError
from community.assistance.models import Grant
from community.people.models import User
from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.assisted import acts_for, sort_grants
from shop.desk.views import draw

Move = Callable[[Grant, User], None]


@login_required
@require_safe
def helpers(request: HttpRequest) -> HttpResponse:
    desk = get_owners_desk(request)
    page = {"sorted": sort_grants(grants_of(desk.seller)), "acts": acts_for(desk.seller)}
    return draw(request, desk, "helpers", page)


@login_required
@require_POST
def say_yes(request: HttpRequest, pk: int) -> HttpResponse:
    return answer(request, pk, granting.start_by_owner, _("%(helper)s may help you now."))


@login_required
@require_POST
def say_no(request: HttpRequest, pk: int) -> HttpResponse:
    return answer(request, pk, granting.refuse, _("%(helper)s may do nothing here."))


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return answer(request, pk, granting.end, _("Ended. %(helper)s can do nothing here any more."))


def answer(request: HttpRequest, pk: int, move: Move, done: str) -> HttpResponse:
    """Move the grant and say what came of it."""
    desk = get_owners_desk(request)
    given = get_given_grant(desk.seller, pk)
    try:
        move(given, desk.user)
    except BadEnd:
        messages.error(request, _("Its last day is over. The helper has to ask again."))
    except GrantError:
        messages.info(request, _("This was answered or ended already."))
    else:
        messages.success(request, done % {"helper": given.helper.user})
    return redirect("desk:helpers")


def get_owners_desk(request: HttpRequest) -> Desk:
    """Return the desk for an owner. Raises PowerMissing for the team, and for every helper."""
    return get_desk(request, Power.MANAGE_TEAM)
