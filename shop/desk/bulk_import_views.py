"""Goods by file: bring it, say what is what, look at every row, save, take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.tables.errors import Unreadable
from shop.desk.access import Desk
from shop.desk.bulk_access import get_bulk_desk
from shop.desk.bulk_import_forms import (
    ColumnsForm,
    FileForm,
    answers_in,
    categories_in,
    joins_in,
)
from shop.desk.bulk_preview import preview_of
from shop.desk.bulk_questions import place_of
from shop.desk.views import draw
from shop.spreadsheets import keeping, saving
from shop.spreadsheets.access import get_import, imports_of
from shop.spreadsheets.categories import category_paths
from shop.spreadsheets.counting import done_of
from shop.spreadsheets.errors import NothingToSave, TooLate, WrongState
from shop.spreadsheets.models import Import
from shop.spreadsheets.undoing import can_undo, undo

State = Import.State
PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    desk = get_bulk_desk(request)
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    if sent and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            brought = keeping.bring(upload, desk.seller, desk.user, owner=desk.owner)
        except Unreadable as error:
            form.add_error("file", error)
        else:
            return redirect("desk:import", brought.key)
    found = Paginator(imports_of(desk.seller).defer("columns", "joins", "said"), PER_PAGE)
    page = {"form": form, "page_obj": found.get_page(request.GET.get("page"))}
    return draw(request, desk, "bulk_imports", page, 422 if sent else 200)


@login_required
@require_safe
def import_page(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_bulk_desk(request)
    brought = get_import(desk.seller, key)
    if brought.state == State.COLUMNS:
        return draw_columns(request, desk, brought, ColumnsForm(brought))
    page: dict[str, Any] = {
        "import": brought,
        "may_undo": can_undo(brought),
        "done": done_of(brought),
        "place": place_of(request.GET),
    }
    if brought.state == State.READ:
        page |= preview_of(brought, request.GET)
    return draw(request, desk, "bulk_import", page)


@login_required
@require_POST
def columns(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take what each column is; without a choice go back to the question."""
    desk = get_bulk_desk(request)
    brought = get_import(desk.seller, key)
    try:
        if brought.state == State.READ:
            keeping.other_columns(brought)
            return redirect("desk:import", key)
        form = ColumnsForm(brought, request.POST)
        if brought.state == State.COLUMNS and not form.is_valid():
            return draw_columns(request, desk, brought, form, 422)
        unit = form.cleaned_data.get("weight_unit", "") if form.is_valid() else ""
        keeping.say_columns(brought, form.chosen if form.is_valid() else {}, unit, desk.user)
    except WrongState:
        say_wrong_state(request)
    return redirect("desk:import", key)


def draw_columns(
    request: HttpRequest, desk: Desk, brought: Import, form: ColumnsForm, status: int = 200
) -> HttpResponse:
    page = {"import": brought, "form": form}
    return draw(request, desk, "bulk_columns", page, status)


@login_required
@require_POST
def answers(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the answers of one page, look at the whole file again and go where one wished."""
    desk = get_bulk_desk(request)
    brought = get_import(desk.seller, key)
    chosen = categories_in(brought, request.POST, category_paths())
    answered = answers_in(brought, request.POST)
    joined = joins_in(brought, request.POST)
    # Who only turns the page does not wait for the whole file again.
    if answered or chosen or joined != sorted(brought.said.get("join", [])):
        try:
            keeping.say_more(brought, answered, chosen, joined)
        except WrongState:
            say_wrong_state(request)
    return redirect(reverse("desk:import", args=[key]) + place_of(request.POST))


@login_required
@require_POST
def save(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_bulk_desk(request)
    brought = get_import(desk.seller, key)
    try:
        saving.confirm(brought, desk.user, owner=desk.owner)
    except NothingToSave:
        messages.info(request, _("There is nothing new or changed that can be saved yet."))
    except WrongState:
        say_wrong_state(request)
    return redirect("desk:import", key)


@login_required
@require_POST
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_bulk_desk(request)
    brought = get_import(desk.seller, key)
    try:
        kept = undo(brought, desk.user, owner=desk.owner)
    except (TooLate, WrongState):
        messages.error(request, _("It cannot be taken back: only the last file, within 24 hours."))
        return redirect("desk:import", key)
    if kept:
        text = _("Taken back, but for %(count)s changes that were made by hand or sold since.")
        messages.info(request, text % {"count": kept})
    else:
        messages.success(request, _("Taken back. Everything is as it was before the file."))
    return redirect("desk:import", key)


@login_required
@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    desk = get_bulk_desk(request)
    try:
        keeping.drop(get_import(desk.seller, key), desk.user, owner=desk.owner)
    except WrongState:
        say_wrong_state(request)
        return redirect("desk:import", key)
    messages.success(request, _("The file is thrown away. Nothing was saved."))
    return redirect("desk:imports")


@login_required
@require_safe
def state(request: HttpRequest, key: UUID) -> JsonResponse:
    brought = get_import(get_bulk_desk(request).seller, key)
    address = reverse("desk:import", args=[key]) + place_of(request.GET)
    return JsonResponse(
        {"state": brought.state, "url": address, "done": done_of(brought), "total": brought.total}
    )


def say_wrong_state(request: HttpRequest) -> None:
    messages.info(request, _("This file has gone on meanwhile. This is how it stands now."))
