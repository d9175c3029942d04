"""The staff's screens of who wants to join: the queue, and one application on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.groups.models import Community
from community.joining import reviewing
from community.joining.holding import note
from community.joining.models import Answer, Application
from community.joining.review_errors import ReasonMissing
from community.people.models import User
from community.places.models import Province
from shop.office.access import get_answer, get_application, staff_only
from shop.office.applications_finding import (
    AGES,
    ALL,
    MINE,
    SECOND_LOOK,
    Choice,
    find_applications,
    next_waiting,
    rows_of,
)
from shop.office.applications_page import Check, read_page
from shop.office.applications_words import REFUSALS, sentence_for
from shop.office.finding import page_of

State = Application.State
SAYING: dict[str, Callable[..., None]] = {
    "accept": reviewing.accept,
    "return": reviewing.return_,
    "waive": reviewing.waive,
}
DECIDING: dict[str, Callable[..., None]] = {
    "approve": reviewing.approve,
    "ask_changes": reviewing.ask_changes,
    "close": reviewing.close,
    "suspend": reviewing.suspend,
    "resume": reviewing.resume,
}
WITH_REASON = frozenset({"return", "waive", "close", "suspend"})
AND_ON = frozenset({"approve", "ask_changes", "close"})  # the next one opens
NUMBERS = ("tax_id", "account")


@staff_only
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    choice = Choice.of(request.GET)
    found = find_applications(choice, staff_of(request))
    page_obj = page_of(found, request.GET.get("page", "1"))
    page = {
        "section": "applications",
        "choice": choice,
        "page_obj": page_obj,
        "rows": rows_of(cast("QuerySet[Application]", page_obj.object_list)),
        "states": _states(),
        "ages": [str(days) for days in AGES],
        "kinds": Application.Kind.choices,
        "provinces": Province.objects.order_by("sort_key").only("code", "name_th", "name_en"),
        "communities": Community.objects.filter(applications__isnull=False)
        .distinct()
        .order_by("name_th")
        .only("slug", "name_th", "name_en"),
    }
    return render(request, "office/applications.html", page)


@staff_only
@require_safe
def application(request: HttpRequest, key: UUID) -> HttpResponse:
    return _page(request, get_application(key))


@staff_only
@require_safe
def next_application(request: HttpRequest, key: UUID) -> HttpResponse:
    return _to_next(request, get_application(key))


@staff_only
@require_POST
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take it up, take it over from whom the page warned of, or give it back."""
    found = get_application(key)
    staff = staff_of(request)
    if request.POST.get("act") == "release":
        reviewing.release(found, staff)
        return _to_next(request, found)
    was = found.reviewer if str(found.reviewer_id) == request.POST.get("instead_of") else None
    try:
        reviewing.take(found, staff, instead_of=was)
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
    return _back(request, found)


@staff_only
@require_POST
def answer(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Accept, return or waive one answer; go on at the next that waits."""
    found = get_application(key)
    said = get_answer(found, pk)
    act = request.POST.get("act", "")
    reason = _reason(request)
    try:
        _known(SAYING, act)(said, staff_of(request), *([reason] if act in WITH_REASON else []))
    except ReasonMissing as refusal:
        return _with_error(request, found, said, act, sentence_for(refusal))
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
        return _back(request, found, f"answer-{said.pk}")
    return _back(request, found, _next_anchor(found, said))


@staff_only
@require_POST
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Decide the whole of it; the next that waits opens."""
    found = get_application(key)
    act = request.POST.get("act", "")
    decision = _known(DECIDING, act)
    reason = _reason(request)
    try:
        decision(found, staff_of(request), *([reason] if act in WITH_REASON else []))
    except ReasonMissing as refusal:
        more = {"reason_error": sentence_for(refusal), "reason_act": act}
        return _page(request, found, status=422, **more)
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
        return _back(request, found)
    messages.success(request, _done(act, found))
    return _to_next(request, found) if act in AND_ON else _back(request, found)


@staff_only
@require_POST
@never_cache
def reveal(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a number in full, once, and write down who asked for it."""
    found = get_application(key)
    number = request.POST.get("number", "")
    if number not in NUMBERS:
        raise Http404
    note(found, staff_of(request), "number.shown", number=number)
    return _page(request, found, revealed=number)


def staff_of(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in


def _page(
    request: HttpRequest, found: Application, *, status: int = 200, revealed: str = "", **more: Any
) -> HttpResponse:
    page = {
        "section": "application",
        "page": read_page(found, staff_of(request), revealed=revealed),
        "query": Choice.of(request.GET).query,
        **more,
    }
    return render(request, "office/application.html", page, status=status)


def _with_error(
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


def _reason(request: HttpRequest) -> str:
    """Return what was typed; without anything, the ready-made reason that was chosen."""
    return request.POST.get("reason", "").strip() or request.POST.get("ready", "")


def _known(table: dict[str, Callable[..., None]], act: str) -> Callable[..., None]:
    if act not in table:
        raise Http404
    return table[act]


def _next_anchor(found: Application, said: Answer) -> str:
    """Return the next answer below this one that waits; this one where none does."""
    waiting = [Answer.State.GIVEN, Answer.State.CHECKED, Answer.State.MISSING]
    rest = list(found.answers.values_list("pk", "state"))
    below = [pk for pk, _state in rest]
    start = below.index(said.pk) + 1
    later = [*rest[start:], *rest[:start]]
    return f"answer-{next((pk for pk, state in later if state in waiting), said.pk)}"


def _back(request: HttpRequest, found: Application, anchor: str = "") -> HttpResponse:
    address = reverse("office:application", args=[found.key])
    fragment = f"#{anchor}" if anchor else ""
    return redirect(f"{address}{Choice.of(request.GET).query}{fragment}")


def _to_next(request: HttpRequest, found: Application) -> HttpResponse:
    choice = Choice.of(request.GET)
    following = next_waiting(choice, staff_of(request), after=found)
    if following is None:
        messages.info(request, _("Nothing else waits for you here."))
        return redirect(reverse("office:applications") + choice.query)
    return redirect(reverse("office:application", args=[following.key]) + choice.query)


def _done(act: str, found: Application) -> str:
    words = {
        "approve": _("%(name)s is approved. What was prepared is on sale."),
        "ask_changes": _("%(name)s is told what to mend."),
        "close": _("%(name)s is closed and told why."),
        "suspend": _("%(name)s is hidden. Open orders go on."),
        "resume": _("%(name)s is back."),
    }
    return words[act] % {"name": found}


def _states() -> list[tuple[str, str]]:
    sent = [(state.value, str(state.label)) for state in State if state != State.DRAFT]
    return [
        ("", _("Waiting for us")),
        (MINE, _("Open with me")),
        (SECOND_LOOK, _("Account: second look")),
        *sent,
        (ALL, _("All")),
    ]
