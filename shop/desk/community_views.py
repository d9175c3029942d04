"""Under which communities the shop sells, what it asked for, and how it leaves."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.groups import selling
from community.groups.access import get_community_of, get_request
from community.groups.models import SellerRequest
from community.sellers.powers import Power
from shop.browse.closed import forget_closed
from shop.desk.access import get_desk
from shop.desk.views import draw


@login_required
@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    asked = SellerRequest.objects.filter(seller=desk.seller, state=SellerRequest.State.WAITING)
    page = {
        "communities": desk.seller.communities.select_related("province").order_by("name_th"),
        "asked": asked.select_related("community__province"),
    }
    return draw(request, desk, "communities", page)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    community = get_community_of(desk.seller, pk)
    try:
        selling.leave(desk.seller, community, desk.user)
    except selling.Answered:
        messages.info(request, _("Somebody did this a moment ago."))
    else:
        forget_closed()
        said = _("The shop has left %(name)s. It sells on by itself.")
        messages.success(request, said % {"name": community.name})
    return redirect("desk:communities")


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    asked = get_request(desk.seller, pk)
    try:
        selling.take_back(asked, desk.user)
    except selling.Answered:
        messages.info(request, _("The community has answered already."))
    else:
        messages.success(request, _("You ask no longer."))
    return redirect("desk:communities")
