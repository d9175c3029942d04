"""The screens of a community's managers: the overview, and what they write about it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.audit.recording import record
from community.groups import covers, overview, week
from community.groups.access import CURRENT_COMMUNITY, get_managed, get_switch_target
from community.groups.forms import CoverForm, PlaceForm, StoryForm
from community.groups.models import Community
from community.holidays.setting import coming
from community.people.models import User
from community.private.uploading import may_try
from community.sellers.models import Seller
from shop.browse.closed import closed_of
from shop.browse.market_days import next_market_day
from shop.desk.photo_field import BUSY, NOT_A_PHOTO, TOO_LARGE, TOO_OFTEN
from shop.listings import drawing


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    sellers: Page[Seller] = Paginator(overview.sellers_of(community), overview.SHOWN).get_page(
        request.GET.get("page")
    )
    requests = overview.requests_to(community)
    waiting = overview.waiting_for(community)[: overview.SHOWN]
    page = {
        "members": community.memberships.count(),
        "page_obj": sellers,
        "sellers": [(one, closed_of(one.pk)) for one in sellers],
        "seller_count": sellers.paginator.count,
        "requests": requests,
        "waiting": waiting,
        "asked": len(requests) + len(waiting),
        "market_day": next_market_day(community),
        "today": timezone.localdate(),
        "holidays": coming(community)[:6],
        "missing": overview.missing_of(community),
    }
    return draw(request, community, "home", page)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    request.session[CURRENT_COMMUNITY] = get_switch_target(request).pk
    return redirect("groups:home")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    form = StoryForm(_posted(request), instance=community)
    return _edit(request, community, "story", form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    form = PlaceForm(_posted(request), instance=community)
    return _edit(request, community, "place", form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def market_days(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    if request.method != "POST":
        return draw(request, community, "market_days", {"rows": week.rows_of(community)})
    rows = week.rows_from(request.POST.dict())
    if any(row.error for row in rows):
        return draw(request, community, "market_days", {"rows": rows, "wrong": True}, 422)
    community.market_days = week.written(rows)
    return _kept(request, community, "market_days", ["market_days"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    form = CoverForm(_posted(request), request.FILES or None)
    if form.is_bound and form.is_valid() and _take(form, community):
        return _done(request, community, "cover")
    return draw(request, community, "cover", {"form": form}, 422 if form.is_bound else 200)


@login_required
@require_POST
def drop_cover(request: HttpRequest) -> HttpResponse:
    community = get_managed(request)
    covers.drop_cover(community)
    return _done(request, community, "cover")


def _take(form: CoverForm, community: Community) -> bool:
    upload = form.cleaned_data["cover"]
    if upload.size > drawing.MOST_BYTES:
        form.add_error("cover", TOO_LARGE)
        return False
    if not may_try(upload):
        form.add_error("cover", TOO_OFTEN)
        return False
    try:
        with transaction.atomic():
            covers.take_cover(community, upload.read())
    except drawing.BrokenPicture:
        form.add_error("cover", NOT_A_PHOTO)
        return False
    except drawing.Busy:
        form.add_error("cover", BUSY)
        return False
    return True


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _edit(
    request: HttpRequest, community: Community, name: str, form: ModelForm[Any]
) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        community.refresh_from_db()  # the form wrote what was typed onto it
        return draw(request, community, name, {"form": form}, 422 if form.is_bound else 200)
    fields = [*form.Meta.fields, *(("latitude", "longitude") if name == "place" else ())]  # type: ignore[attr-defined]
    return _kept(request, community, name, fields)


def _kept(request: HttpRequest, community: Community, what: str, fields: list[str]) -> HttpResponse:
    community.save(update_fields=fields)
    return _done(request, community, what)


def _done(request: HttpRequest, community: Community, what: str) -> HttpResponse:
    record(actor_of(request), "community.changed", community, what=what)
    messages.success(request, _("Saved."))
    return redirect("groups:home")


def actor_of(request: HttpRequest) -> User:
    return cast("User", request.user)  # who manages a community is not anonymous


def draw(
    request: HttpRequest, community: Community, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {"community": community, "section": name, **page}
    return render(request, f"groups/{name}.html", shown, status=status)
