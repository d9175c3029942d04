"""A seller takes a change back that waits for staff."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.goods_access import get_own_listing
from shop.moderation import deciding
from shop.moderation.errors import NotWaiting
from shop.moderation.gate import waiting_edit
from shop.moderation.models import Look


@login_required
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.LIST_PRODUCTS)
    listing = get_own_listing(desk, pk)
    if _dropped(desk, waiting_edit(listing)):
        messages.success(request, _("Taken back. Buyers see it as it was."))
    else:
        messages.info(request, _("This change does not wait any more."))
    return redirect("desk:listing", pk)


def _dropped(desk: Desk, look: Look | None) -> bool:
    try:
        if look:
            deciding.drop(look, desk.user, owner=desk.owner)
    except NotWaiting:
        return False
    return look is not None
