"""The money office: what waits, what came by day and method, the table for the accountant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shop.ledger.gateway_days import standing
from shop.money import from_satang
from shop.office.access import staff_only
from shop.office.money_chart import HEIGHT, WIDTH, read_chart
from shop.office.money_csv import journal_csv
from shop.office.money_form import PeriodForm
from shop.office.money_waiting import read_waiting
from shop.office.views import draw

CHART_DAYS = 14


@staff_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    now = standing()
    page = {
        "section": "money",
        "waiting": read_waiting(),
        "chart": read_chart(today - timedelta(days=CHART_DAYS - 1), today, settings.TIME_ZONE),
        "width": WIDTH,
        "height": HEIGHT,
        "gap": from_satang(now.gap),
        "asked_at": now.at,
    }
    return draw(request, "money", page)


@staff_only
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=_last_month())
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        answer = StreamingHttpResponse(
            journal_csv(first, last), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="ledger-{first}-{last}.csv"'
        return cast(HttpResponse, answer)  # sent while it is read: a view's answer all the same
    status = 422 if form.is_bound else 200
    page = {"form": form, "section": "money-export"}
    return render(request, "office/money_export.html", page, status=status)


def _last_month() -> dict[str, date]:
    end = timezone.localdate().replace(day=1) - timedelta(days=1)
    return {"first": end.replace(day=1), "last": end}
