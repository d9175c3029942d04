"""Where the orders of a community's sellers are collected: the list, and one place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.audit.recording import record
from community.groups import pickup
from community.groups.access import get_managed
from community.groups.forms import PickupForm
from community.groups.models import Community, PickupPlace
from community.groups.views import actor_of, draw
from shop.browse.community_views import pickup_places


@login_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    found = list(community.pickup_places.all())
    page = {"places": found, "is_full": len(found) >= pickup.MOST}
    return draw(request, community, "pickup", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    return _edit(request, community, PickupPlace(community=community))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    return _edit(request, community, _own(community, pk))


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    place = _own(community, pk)
    pickup.remove(place)
    return _done(request, community, _("%(name)s is out of the list.") % {"name": place.name})


@login_required
@require_POST
def up(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    place = _own(community, pk)
    pickup.move_up(place)
    return _done(request, community, _("%(name)s is one place higher.") % {"name": place.name})


def _own(community: Community, pk: int) -> PickupPlace:
    return get_object_or_404(community.pickup_places, pk=pk)


def _edit(request: HttpRequest, community: Community, place: PickupPlace) -> HttpResponse:
    form = PickupForm(request.POST if request.method == "POST" else None, instance=place)
    if form.is_bound and form.is_valid() and _keep(form):
        return _done(request, community, _("Saved."))
    page: dict[str, Any] = {"form": form, "is_new": place.pk is None}
    return draw(request, community, "pickup_place", page, 422 if form.is_bound else 200)


def _keep(form: PickupForm) -> bool:
    try:
        pickup.keep(form.instance)
    except pickup.Full:
        form.add_error(None, _("There are 12 places already. Take one out first."))
        return False
    return True


def _done(request: HttpRequest, community: Community, sentence: str) -> HttpResponse:
    record(actor_of(request), "community.changed", community, what="pickup")
    pickup_places.forget(community.pk)
    messages.success(request, sentence)
    return redirect("groups:pickup")
