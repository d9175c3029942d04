"""Draw one application, and go from one to the next, keeping what the queue was narrowed to."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.joining.models import Answer, Application
from community.people.models import User
from shop.office.applications_finding import Choice, next_waiting
from shop.office.applications_page import Check, read_page


def staff_of(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in


def draw_page(
    request: HttpRequest, found: Application, *, status: int = 200, revealed: str = "", **more: Any
) -> HttpResponse:
    page = {
        "section": "application",
        "page": read_page(found, staff_of(request), revealed=revealed),
        "query": Choice.of(request.GET).query,
        **more,
    }
    return render(request, "office/application.html", page, status=status)


def draw_with_error(
    request: HttpRequest, found: Application, said: Answer, act: str, error: str
) -> HttpResponse:
    page = read_page(found, staff_of(request))
    for check in page.checks:
        if check.answer.pk == said.pk:
            _keep(check, act, error, request.POST.get("reason", ""))
    context = {
        "section": "application",
        "page": page,
        "query": Choice.of(request.GET).query,
    }
    return render(request, "office/application.html", context, status=422)


def _keep(check: Check, act: str, error: str, typed: str) -> None:
    check.act, check.error, check.typed = act, error, typed


def back(request: HttpRequest, found: Application, anchor: str = "") -> HttpResponse:
    address = reverse("office:application", args=[found.key])
    fragment = f"#{anchor}" if anchor else ""
    return redirect(f"{address}{Choice.of(request.GET).query}{fragment}")


def to_next(request: HttpRequest, found: Application) -> HttpResponse:
    choice = Choice.of(request.GET)
    following = next_waiting(choice, staff_of(request), after=found)
    if following is None:
        messages.info(request, _("Nothing else waits for you here."))
        return redirect(reverse("office:applications") + choice.query)
    return redirect(reverse("office:application", args=[following.key]) + choice.query)
