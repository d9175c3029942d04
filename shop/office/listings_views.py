"""The staff's queue of goods: new ones and risky changes, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.people.models import User
from shop.moderation import deciding
from shop.moderation.access import get_look
from shop.moderation.errors import ModerationError, ReasonMissing
from shop.moderation.models import Look
from shop.office.access import staff_only
from shop.office.finding import page_of
from shop.office.listings_finding import ALL, Choice, days_waiting, find_looks, next_waiting, tone
from shop.office.listings_page import read_page
from shop.office.listings_sentences import READY, sentence_for, why_text

DECIDING: dict[str, Callable[..., None]] = {
    "accept": deciding.accept,
    "return": deciding.return_,
    "withdraw": deciding.withdraw,
}
WITH_REASON = frozenset({"return", "withdraw"})


@staff_only
@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    choice = Choice.of(request.GET)
    page_obj = page_of(find_looks(choice), request.GET.get("page", "1"))
    rows = [(look, days_waiting(look), tone(look), _why(look)) for look in page_obj.object_list]
    page = {
        "section": "listings",
        "choice": choice,
        "page_obj": page_obj,
        "rows": rows,
        "states": _states(),
        "kinds": Look.Kind.choices,
    }
    return render(request, "office/listings.html", page)


@staff_only
@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    return draw_page(request, get_look(pk))


@staff_only
@require_safe
def next_listing(request: HttpRequest, pk: int) -> HttpResponse:
    return to_next(request, get_look(pk))


@staff_only
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, return or take off sale, as the pressed button says; the next that waits opens."""
    look, act = get_look(pk), request.POST.get("act", "")
    if act not in DECIDING:
        raise Http404
    said = [reason_of(request)] if act in WITH_REASON else []
    try:
        DECIDING[act](look, staff_of(request), request.POST.get("seen", ""), *said)
    except ReasonMissing as refusal:
        return draw_page(request, look, status=422, act=act, error=sentence_for(refusal))
    except ModerationError as refusal:
        messages.error(request, sentence_for(refusal))
        return back(request, look)
    messages.success(request, _done(act, look))
    return to_next(request, look)


@staff_only
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give goods that were taken off sale by mistake back to their seller."""
    look = get_look(pk)
    try:
        deciding.give_back(look.listing, staff_of(request))
    except ModerationError as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, _("Given back. The seller can put it on sale again."))
    return back(request, look)


def staff_of(request: HttpRequest) -> User:
    return cast("User", request.user)  # staff_only let nobody else in


def reason_of(request: HttpRequest) -> str:
    """Return what was typed; without anything, the ready-made reason that was chosen."""
    return request.POST.get("reason", "").strip() or request.POST.get("ready", "").strip()


def draw_page(request: HttpRequest, look: Look, *, status: int = 200, **more: Any) -> HttpResponse:
    page = {
        "section": "listing",
        "page": read_page(look, staff_of(request)),
        "query": Choice.of(request.GET).query,
        "ready": READY,
        **more,
    }
    return render(request, "office/listings_one.html", page, status=status)


def back(request: HttpRequest, look: Look) -> HttpResponse:
    address = reverse("office:listing", args=[look.pk])
    return redirect(address + Choice.of(request.GET).query)


def to_next(request: HttpRequest, look: Look) -> HttpResponse:
    choice = Choice.of(request.GET)
    following = next_waiting(choice, staff_of(request), after=look)
    if following is None:
        messages.info(request, _("Nothing else waits for you here."))
        return redirect(reverse("office:listings") + choice.query)
    return redirect(reverse("office:listing", args=[following.pk]) + choice.query)


def _why(look: Look) -> list[str]:
    return [why_text(one) for one in look.why]


def _states() -> list[tuple[str, str]]:
    decided = [one for one in Look.State if one != Look.State.WAITING]
    named = [(state.value, str(state.label)) for state in decided]
    return [("", _("Waiting for us")), *named, (ALL, _("All"))]


def _done(act: str, look: Look) -> str:
    words = {
        "accept": _("%(goods)s: accepted. Buyers see it now."),
        "return": _("%(goods)s: returned. The seller is told what to mend."),
        "withdraw": _("%(goods)s: taken off sale. The seller is told why."),
    }
    return words[act] % {"goods": look.listing.title}
