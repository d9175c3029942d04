"""When payouts are made: the market's schedule, and a shop's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.office.access import get_any_seller, staff_only
from shop.office.applications_going import staff_of
from shop.office.payouts_forms import ScheduleForm
from shop.payouts.calendar import first_day
from shop.payouts.models import Schedule
from shop.payouts.terms import schedule_of

WRITTEN = ScheduleForm.Meta.fields


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest) -> HttpResponse:
    return _change(request, None)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def seller_schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """A shop's own schedule; back to the market's with the button that says so."""
    seller = get_any_seller(slug)
    if request.method == "POST" and request.POST.get("act") == "market":
        Schedule.objects.filter(seller=seller).delete()
        record(staff_of(request), "payout.schedule", seller, seller_id=seller.pk, own=False)
        messages.success(request, _("The market's schedule holds for this shop again."))
        return redirect("office:payouts-seller-schedule", seller.slug)
    return _change(request, seller)


def _change(request: HttpRequest, seller: Seller | None) -> HttpResponse:
    own = Schedule.objects.filter(seller=seller).first()
    now = own or _copy_of(schedule_of(seller.pk if seller else 0), seller)
    form = ScheduleForm(request.POST if request.method == "POST" else None, instance=now)
    if request.method == "POST" and form.is_valid():
        _save(form, seller, staff_of(request))
        messages.success(request, _("Saved."))
        return redirect(request.path)
    own_ones = (
        Schedule.objects.exclude(seller=None).select_related("seller").order_by("seller__name_th")
    )
    page = {
        "section": "payouts",
        "form": form,
        "seller": seller,
        "is_own": own is not None,
        "now": now,
        "own_ones": own_ones.order_by("seller__name_th"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "office/payouts_schedule.html", page, status=status)


def _copy_of(schedule: Schedule, seller: Seller | None) -> Schedule:
    fields = {name: getattr(schedule, name) for name in WRITTEN}
    return Schedule(seller=seller, **fields)


def _save(form: ScheduleForm, seller: Seller | None, by: User) -> None:
    written: Schedule = form.save(commit=False)
    written.seller, written.changed_by = seller, by
    written.next_on = first_day(written, timezone.localdate())
    written.save()
    seller_id = seller.pk if seller else None
    changed: dict[str, Any] = {name: str(form.cleaned_data[name]) for name in form.changed_data}
    record(by, "payout.schedule", written, seller_id=seller_id, **changed)
