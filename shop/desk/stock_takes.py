"""Stock-takes: begin one, see how far it is, put the book right or give it up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.desk.stock_access import get_own_take, own_takes
from shop.desk.stock_acts import by
from shop.desk.stock_take_forms import StartForm
from shop.desk.stock_take_list import differences, lines_of, progress_of, take_lines, take_page
from shop.desk.views import draw
from shop.partner.models import StockRecord
from shop.stock.errors import AlreadyCounting, TakeIsOver
from shop.stock.models import StockTake
from shop.stock.taking import drop, finish, start

SHOWN_TAKES = 20
SHOWS = [
    ("", gettext_lazy("Still to count")),
    ("done", pgettext_lazy("lines of a count", "Counted")),
    ("all", gettext_lazy("All")),
]
State = StockTake.State


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def takes(request: HttpRequest) -> HttpResponse:
    """Show the stock-takes so far; a POST begins a new one."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    form = StartForm(desk, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return begin(request, desk, form)
    page = {
        "form": form,
        "open": own_takes(desk).filter(state=State.OPEN).first(),
        "takes": own_takes(desk)
        .select_related("started_by", "owner")
        .order_by("-pk")[:SHOWN_TAKES],
    }
    return draw(request, desk, "stock_takes", page, 422 if form.is_bound else 200)


def begin(request: HttpRequest, desk: Desk, form: StartForm) -> HttpResponse:
    ordered = form.chosen().order_by("listing__category__path", "listing_id", "position", "pk")
    records = StockRecord.objects.in_bulk(ordered.values_list("stock_record_id", flat=True))
    ids = list(ordered.values_list("stock_record_id", flat=True))
    try:
        take = start(desk.seller, [records[pk] for pk in ids], by(desk))
    except AlreadyCounting as already:
        messages.info(request, _("A count is under way already. Finish it first."))
        return redirect("desk:stock-take", already.stock_take_id)
    return redirect("desk:stock-take", take.pk)


@login_required
@require_safe
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is still to count, or what came of it."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    stock_take = get_own_take(desk, pk)
    is_open = stock_take.state == State.OPEN
    words = request.GET.get("q", "")[:80]
    show = request.GET.get("show", "" if is_open else "all")
    page = {
        "take": stock_take,
        "is_open": is_open,
        "progress": progress_of(stock_take),
        "q": words,
        "show": show if show in {"", "done", "all"} else "",
        "shows": SHOWS,
        "page_obj": take_page(stock_take, words, show, request.GET.get("page", "1")),
        "just": just_counted(stock_take, request.GET.get("counted", "")),
    }
    return draw(request, desk, "stock_take", page)


def just_counted(stock_take: StockTake, typed: str) -> object:
    if not typed.isdecimal() or len(typed) > 18:
        return None
    found = take_lines(lines_of(stock_take).filter(pk=int(typed), counted__isnull=False))
    return found[0] if found else None


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the lines for paper, with room to write; what the book says is left out."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    stock_take = get_own_take(desk, pk)
    page = {"take": stock_take, "lines": lines_of(stock_take)}
    return draw(request, desk, "stock_sheet", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what differs; a POST puts the book right, or gives the count up."""
    desk = get_desk(request, Power.MANAGE_STOCK)
    stock_take = get_own_take(desk, pk)
    if request.method == "POST":
        return end_or_say(request, desk, stock_take)
    if stock_take.state != State.OPEN:
        return redirect("desk:stock-take", pk)
    page = {
        "take": stock_take,
        "progress": progress_of(stock_take),
        "differences": differences(stock_take),
    }
    return draw(request, desk, "stock_end", page)


def end_or_say(request: HttpRequest, desk: Desk, stock_take: StockTake) -> HttpResponse:
    act = request.POST.get("act")
    try:
        if act == "finish":
            finish(stock_take, by(desk))
            messages.success(request, _("Done. The book says what lies on the shelf."))
        elif act == "drop":
            drop(stock_take, by(desk))
            messages.success(request, _("Given up. The book is as it was."))
    except TakeIsOver:
        messages.info(request, _("This count is over already."))
    return redirect("desk:stock-take", stock_take.pk)
