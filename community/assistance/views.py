"""The helper's desk: what waits for whom, and the sheets to print."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.assistance.access import get_helper
from community.assistance.models import Helper
from community.assistance.packing import packing_sheets
from community.assistance.waiting import asked_by, filled_in_by, helped_by
from community.assistance.words import power_choices
from shop.desk.access import leave_desk


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    helper = get_helper(request)
    page = {
        "helped": helped_by(helper),
        "asked": asked_by(helper),
        "applications": filled_in_by(helper),
    }
    return draw(request, helper, "home", page)


@login_required
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Leave the desk of the seller that one acts for."""
    get_helper(request)
    leave_desk(request)
    return redirect("helping:home")


@login_required
@require_safe
def packing(request: HttpRequest) -> HttpResponse:
    helper = get_helper(request)
    sheets = packing_sheets(helper, request.GET.get("seller", ""))
    return draw(request, helper, "packing", {"sheets": sheets, "now": timezone.now()})


@login_required
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    return draw(request, get_helper(request), "how", {"powers": power_choices()})


def draw(
    request: HttpRequest, helper: Helper, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {"helper": helper, "section": name, **page}
    return render(request, f"helping/{name}.html", shown, status=status)
