"""The managers' answer to shops that ask for a place, and the end of one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.groups import selling
from community.groups.access import get_managed, get_request, get_seller_under
from community.groups.models import SellerRequest
from community.groups.views import actor_of
from community.people.models import User
from shop.browse.closed import forget_closed


@login_required
@require_POST
def say_yes(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, selling.say_yes, _("%(name)s sells under your community now."))


@login_required
@require_POST
def say_no(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, selling.say_no, _("%(name)s is told that it has no place here."))


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    seller = get_seller_under(community, pk)
    try:
        selling.end_place(seller, community, actor_of(request))
    except selling.Answered:
        messages.info(request, _("Somebody did this a moment ago."))
        return redirect("groups:home")
    forget_closed()
    said = _("%(name)s sells under your community no longer. Its owner is told.")
    messages.success(request, said % {"name": seller.name})
    return redirect("groups:home")


def _answer(
    request: HttpRequest, pk: int, act: Callable[[SellerRequest, User], None], said: str
) -> HttpResponse:
    asked = get_request(get_managed(request), pk)
    try:
        act(asked, actor_of(request))
    except selling.Answered:
        messages.info(request, _("Somebody did this a moment ago."))
        return redirect("groups:home")
    forget_closed()
    messages.success(request, said % {"name": asked.seller.name})
    return redirect("groups:home")
