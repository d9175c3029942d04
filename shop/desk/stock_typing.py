"""Type in what was written on paper, a whole sheet at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_take
from shop.desk.stock_acts import by
from shop.desk.stock_counting import is_over
from shop.desk.stock_fields import amount_field
from shop.desk.stock_take_forms import WhenForm
from shop.desk.stock_take_list import PER_TABLE, TakeLine, lines_of, progress_of, take_lines
from shop.desk.views import draw
from shop.stock.errors import TakeIsOver
from shop.stock.models import StockTake
from shop.stock.taking import write_count


@dataclass
class Cell:
    """One line of the table: what was typed, and what is wrong with it."""

    shown: TakeLine
    number: int  # as on the sheet
    typed: str = ""
    seen: str = ""  # what stood there when the page was drawn
    error: str = ""
    amount: int | None = None

    @property
    def name(self) -> str:
        return f"line-{self.shown.line.pk}"

    @property
    def seen_name(self) -> str:
        return f"seen-{self.shown.line.pk}"

    @property
    def is_new(self) -> bool:
        is_typed = self.amount is not None and self.typed != self.seen
        return is_typed and self.amount != self.shown.line.counted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in what was written on paper, fifty lines a page; empty ones stay as they are."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    take = get_own_take(desk, pk)
    if take.state != StockTake.State.OPEN:
        return (
            is_over(request, take) if request.method == "POST" else redirect("desk:stock-take", pk)
        )
    page = cells_page(take, request.GET.get("page", "1"))
    when = WhenForm(take, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        for cell in page.object_list:
            read_cell(cell, request.POST.get(cell.name, ""), request.POST.get(cell.seen_name, ""))
        if when.is_valid() and not any(cell.error for cell in page.object_list):
            return save_cells(request, desk, take, page, when.cleaned_data["at"])
    shown = {"take": take, "page_obj": page, "when": when, "progress": progress_of(take)}
    return draw(request, desk, "stock_table", shown, 422 if request.method == "POST" else 200)


def cells_page(take: StockTake, number: str) -> Page[Any]:
    page: Page[Any] = Paginator(lines_of(take), PER_TABLE).get_page(number)
    shown = take_lines(page.object_list)
    page.object_list = [
        Cell(one, index, typed_of(one), typed_of(one))
        for index, one in enumerate(shown, page.start_index())
    ]
    return page


def typed_of(one: TakeLine) -> str:
    if one.line.counted is None:
        return ""
    return str(amount_field(one.listing).prepare_value(one.line.counted))


def read_cell(cell: Cell, typed: str, seen: str) -> None:
    """Read what was typed; where somebody else counted meanwhile, both are shown, once."""
    now = cell.seen
    cell.typed, cell.seen = typed[:40], seen[:40]
    try:
        cell.amount = amount_field(cell.shown.listing, least=0, required=False).clean(cell.typed)
    except ValidationError as wrong:
        cell.error = " ".join(wrong.messages)
        return
    if cell.is_new and cell.seen != now:
        sentence = _("Counted as %(now)s meanwhile. Which holds? Write it and save once more.")
        cell.error = sentence % {"now": now}
    cell.seen = now if cell.error else cell.seen


def save_cells(
    request: HttpRequest, desk: Desk, take: StockTake, page: Page[Any], at: datetime | None
) -> HttpResponse:
    """Write those that are new, all or none, and go on to the next page of the table."""
    new = [cell for cell in page.object_list if cell.is_new]
    written = 0
    try:
        with transaction.atomic():
            for cell in new:
                record = cell.shown.line.stock_record_id
                line = write_count(take, record, cell.amount or 0, by(desk), counted_at=at)
                written += line.counted == cell.amount
    except TakeIsOver:
        return is_over(request, take)
    say(request, written, len(new) - written)
    if page.has_next():
        way = reverse("desk:stock-take-table", args=[take.pk])
        return HttpResponseRedirect(f"{way}?page={page.next_page_number()}")
    return redirect("desk:stock-take", take.pk)


def say(request: HttpRequest, written: int, kept: int) -> None:
    text = ngettext("%(number)s line is written.", "%(number)s lines are written.", written)
    messages.success(request, text % {"number": written})
    if kept:
        text = ngettext(
            "%(number)s line was counted later already and stays as it is.",
            "%(number)s lines were counted later already and stay as they are.",
            kept,
        )
        messages.info(request, text % {"number": kept})
