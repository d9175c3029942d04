"""At the desk: statements of months, years, and the papers that the shop issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk
from shop.papers.access import get_paper_of_seller, get_span, papers_of_seller, this_month
from shop.papers.columns import OTHER, WIDE
from shop.papers.due import sales_without_paper
from shop.papers.files import TYPES, file_answer
from shop.papers.forms import LetterheadForm
from shop.papers.heading import write_heading
from shop.papers.letterheads import can_invoice, letterhead_of
from shop.papers.mending_views import refusal
from shop.papers.months import Span
from shop.papers.paper_pdf import paper_pdf
from shop.papers.saying import said_wrong
from shop.papers.shown import show_paper
from shop.papers.statement_pdf import statement_pdf, year_pdf
from shop.papers.statement_shown import columns_of, read_aloud, shown_rows, wide_cells
from shop.papers.statement_xlsx import statement_xlsx, year_xlsx
from shop.papers.statements import COLUMNS, Statement
from shop.papers.statements import statement as statement_of
from shop.papers.years import Year, months_with_entries, year_of

ON_A_PAGE = 50


@login_required
@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    months = months_with_entries(desk.seller)
    now = this_month()
    if now not in months:
        months.insert(0, now)
    years = sorted({span.year for span in months}, reverse=True)
    return _draw(request, desk, "statements", {"months": months, "years": years, "now": now})


@login_required
@require_safe
def statement(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show a month; ?what= shows the rows that one of its numbers is made of."""
    desk = get_desk(request, Power.SEE_MONEY)
    found = statement_of(desk.seller, year, _month(year, month).month)
    what = request.GET.get("what", "")
    what = what if what in COLUMNS else ""
    chosen = [row for row in found.rows if not what or row.columns.get(what)]
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "statement": found,
        "columns": columns_of(found.columns),
        "what": what,
        "rows": shown_rows(page.object_list, what),
        "page_obj": page,
        "told": read_aloud(found),
        "before": _beside(found, -1),
        "after": _beside(found, 1),
    }
    return _draw(request, desk, "statement", shown)


@login_required
@require_safe
def statement_file(request: HttpRequest, year: int, month: int, kind: str) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    span = _month(year, month)
    found = statement_of(desk.seller, span.year, span.month)
    content = statement_pdf(found) if _known(kind) == "pdf" else statement_xlsx(found)
    return file_answer(content, f"statement-{span.slug}", kind)


@login_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    found = _year(desk, year)
    months = [(one.span, wide_cells(one.columns)) for one in found.months]
    page = {
        "year": found,
        "titles": [*(name for _key, name, _whats in WIDE), OTHER],
        "months": [(span, cells, sum(cells)) for span, cells in months],
        "totals": wide_cells(found.whole.columns),
        "total": sum(wide_cells(found.whole.columns)),
        "letterhead": letterhead_of(desk.seller),
    }
    return _draw(request, desk, "year", page)


@login_required
@require_safe
def year_file(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    found = _year(get_desk(request, Power.SEE_MONEY), year)
    content = year_pdf(found) if _known(kind) == "pdf" else year_xlsx(found)
    return file_answer(content, f"income-{year}", kind)


@login_required
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    found = Paginator(papers_of_seller(desk.seller), ON_A_PAGE).get_page(request.GET.get("page"))
    waits = sales_without_paper().filter(seller=desk.seller, vat_percent__gt=0)
    page = {
        "page_obj": found,
        "letterhead": letterhead_of(desk.seller),
        "wrong": said_wrong(papers_of_seller(desk.seller)),
        "waiting": 0 if can_invoice(desk.seller) else waits.count(),
        "may_change": desk.may(Power.CHANGE_ACCOUNT),
    }
    return _draw(request, desk, "papers", page)


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    found = get_paper_of_seller(desk.seller, pk)
    page = {"shown": show_paper(found), "may_mend": not refusal(found)}
    return _draw(request, desk, "desk_paper", page)


@login_required
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_paper_of_seller(get_desk(request, Power.SEE_MONEY).seller, pk)
    return file_answer(paper_pdf(found), found.number, "pdf")


@login_required
def heading(request: HttpRequest) -> HttpResponse:
    """Say how the shop's papers are headed. The owner's alone: it is the shop's tax."""
    desk = get_desk(request, Power.CHANGE_ACCOUNT)
    form = LetterheadForm(request.POST if request.method == "POST" else None, desk.seller)
    if request.method == "POST" and form.is_valid():
        write_heading(desk.seller, form, desk.user)
        messages.success(request, _("Saved. Papers from now on are headed so."))
        return redirect("desk:papers")
    return _draw(request, desk, "heading", {"form": form}, 422 if form.is_bound else 200)


def _draw(
    request: HttpRequest, desk: Desk, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {"desk": desk, "section": f"money_{name}", "user_sells": desk.has_own_shop, **page}
    return render(request, f"papers/{name}.html", shown, status=status)


def _month(year: int, month: int) -> Span:
    if not month:
        raise Http404
    return get_span(year, month)


def _year(desk: Desk, year: int) -> Year:
    return year_of(desk.seller, get_span(year).year)


def _known(kind: str) -> str:
    if kind not in TYPES:
        raise Http404
    return kind


def _beside(found: Statement, step: int) -> Span | None:
    """Return the month before or after; none that has not begun."""
    number = found.span.year * 12 + found.span.month - 1 + step
    span = Span(number // 12, number % 12 + 1)
    return span if span.first <= this_month().first else None
