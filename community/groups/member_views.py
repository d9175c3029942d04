"""A member's own way out of a community."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.groups.access import get_own_membership
from community.groups.views import actor_of
from community.teams import parts
from community.teams.errors import LastHead, PartGone


@login_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    part = get_own_membership(request)
    name = {"name": part.community.name}
    try:
        parts.end(part, actor_of(request))
    except LastHead:
        said = _("You are the only manager of %(name)s. Make somebody else one first.")
        messages.error(request, said % name)
    except PartGone:
        messages.info(request, _("Somebody did this a moment ago."))
    else:
        messages.success(request, _("You have left %(name)s.") % name)
    return redirect("customer:home")
