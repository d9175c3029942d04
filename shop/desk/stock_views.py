"""The seller's stock, and the book of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_stock, own_takes
from shop.desk.stock_orders import order_numbers
from shop.desk.stock_shelf import SHOWN, shelf_of, stock_page
from shop.desk.stock_undoing import REFERENCE, just_moved, may_undo, undone
from shop.desk.stock_weeks import read_weeks
from shop.desk.views import draw
from shop.stock.models import Movement, SetAside, StockTake
from shop.stock.waiting import waiting_for

PER_PAGE = 30
SHOWS = [
    ("", gettext_lazy("All")),
    ("low", gettext_lazy("Running low")),
    ("kept", gettext_lazy("Kept back")),
]


@dataclass(frozen=True)
class BookLine:
    """One line of the book as the desk shows it."""

    movement: Movement
    order: str  # the seller order's number, where one took the goods
    said: str  # what the reference means to its reader
    may_undo: bool
    is_undone: bool


@login_required
@require_safe
def stock(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request)
    words = request.GET.get("q", "")[:80]
    show = request.GET.get("show", "")
    page = {
        "q": words,
        "show": show if show in SHOWN else "",
        "shows": SHOWS,
        "page_obj": stock_page(desk, words, show, request.GET.get("page", "1")),
        "takes": own_takes(desk).filter(state=StockTake.State.OPEN).order_by("-pk")[:3],
        "may_move": desk.may(Power.MANAGE_STOCK),
        "moved": read_moved(request, desk),
    }
    return draw(request, desk, "stock", page)


@login_required
@require_safe
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every line of one thing's book, with what is there, promised and kept back."""
    desk = get_desk(request)
    variant = get_own_stock(desk, pk)
    shelf = shelf_of(variant)
    movements = Movement.objects.filter(stock_record=variant.stock_record_id)
    kept = SetAside.objects.filter(stock_record=variant.stock_record_id)
    page = {
        "shelf": shelf,
        "weeks": read_weeks(movements, shelf.sums.on_hand),
        "kept": kept.filter(state=SetAside.State.OPEN).order_by("until"),
        "wishes": waiting_for([variant.stock_record_id]).get(variant.stock_record_id, []),
        "page_obj": book_page(desk, movements, request.GET.get("page", "1")),
        "may_move": desk.may(Power.MANAGE_STOCK),
        "moved": read_moved(request, desk),
    }
    return draw(request, desk, "stock_book", page)


def book_page(desk: Desk, movements: QuerySet[Movement], number: str) -> Page[Any]:
    """Return a page of the book, the newest line first."""
    ordered = movements.select_related("actor", "owner").order_by("-pk")
    page: Page[Any] = Paginator(ordered, PER_PAGE).get_page(number)
    page.object_list = book_lines(desk, list(page.object_list))
    return page


def book_lines(desk: Desk, movements: Sequence[Movement]) -> list[BookLine]:
    gone = undone(movements)
    orders = order_numbers(desk, movements)
    return [
        BookLine(
            one,
            orders.get(one.reference, ""),
            said_of(one.reference),
            may_undo(one),
            one.pk in gone,
        )
        for one in movements
    ]


def said_of(reference: str) -> str:
    """Return in words what stands behind a line: not for purchases, which have a page."""
    if reference.startswith(REFERENCE):
        return _("Takes an earlier line back")
    if reference.startswith("stock-take "):
        return _("In a stock-take")
    if reference == "counted already":
        return _("The count after it had seen it already")
    return ""


def read_moved(request: HttpRequest, desk: Desk) -> BookLine | None:
    """Return the line that was just written, so that a wrong tap can be taken back."""
    movement = just_moved(desk, request.GET.get("moved", ""))
    return book_lines(desk, [movement])[0] if movement else None
