"""The days on which a shop takes no orders."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.holidays.access import get_own_holiday
from community.holidays.forms import HolidayForm
from community.holidays.models import Holiday
from community.holidays.queries import holiday_of
from community.holidays.setting import coming, end_holiday
from community.sellers.models import Seller
from community.sellers.powers import Power
from shop.browse.closed import forget_closed
from shop.desk.access import get_desk
from shop.desk.views import draw


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    form = HolidayForm(desk.seller, request.POST if request.method == "POST" else None)
    if form.is_bound and form.save(desk.user):
        forget_closed()
        messages.success(request, _("The holiday is set. Buyers see it from the first day on."))
        return redirect("desk:holidays")
    page = {
        "form": form,
        "today": timezone.localdate(),
        "holidays": coming(desk.seller),
        "shared": [(one, _closes(desk.seller, one)) for one in _of_markets(desk.seller)],
        "closed": holiday_of(desk.seller),
    }
    return draw(request, desk, "holidays", page, 422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.EDIT_SHOP)
    end_holiday(get_own_holiday(desk.seller, pk), desk.user)
    forget_closed()
    messages.success(request, _("Done. The shop takes orders on these days."))
    return redirect("desk:holidays")


def _of_markets(seller: Seller) -> list[Holiday]:
    found = Holiday.objects.filter(community__sellers=seller, last_day__gte=timezone.localdate())
    return list(found.select_related("community")[:12])


def _closes(seller: Seller, holiday: Holiday) -> bool:
    return holiday_of(seller, max(holiday.first_day, timezone.localdate())) is not None
