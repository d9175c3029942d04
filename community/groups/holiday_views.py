"""The days on which a whole market takes no orders."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.groups.access import get_managed
from community.groups.views import actor_of, draw
from community.holidays.access import get_own_holiday
from community.holidays.forms import HolidayForm
from community.holidays.setting import close_with, coming, end_holiday
from shop.browse.closed import forget_closed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    form = HolidayForm(community, request.POST if request.method == "POST" else None)
    if form.is_bound and form.save(actor_of(request)):
        forget_closed()
        messages.success(request, _("The holiday is set. Buyers see it from the first day on."))
        return redirect("groups:holidays")
    page = {
        "form": form,
        "today": timezone.localdate(),
        "holidays": coming(community),
        "closing": close_with(community).count(),
    }
    return draw(request, community, "holidays", page, 422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    community = get_managed(request)
    end_holiday(get_own_holiday(community, pk), actor_of(request))
    forget_closed()
    messages.success(request, _("Done. The market is open on these days."))
    return redirect("groups:holidays")
