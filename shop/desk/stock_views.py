"""The seller's stock, and the book of one thing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_stock, own_takes
from shop.desk.stock_lines import book_lines, read_moved
from shop.desk.stock_shelf import SHOWN, shelf_of, stock_page
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
