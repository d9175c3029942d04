"""A buyer's papers: what was issued for a purchase, and asking for full tax invoices."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shop.display.dates import date_text
from shop.papers.access import get_paper_of_purchase, papers_of_purchase
from shop.papers.asking import (
    AskedAlready,
    NobodyRegistered,
    TooLate,
    ask,
    check_may_ask,
    last_day,
)
from shop.papers.due import issue_of
from shop.papers.files import file_answer
from shop.papers.forms import InvoiceForm
from shop.papers.issuing import PaperError
from shop.papers.letterheads import buyer_of
from shop.papers.mending import NothingWrong
from shop.papers.paper_pdf import paper_pdf
from shop.papers.saying import check_may_say, said_wrong, say_right
from shop.papers.shown import show_paper
from shop.purchases.access import get_own_purchase
from shop.purchases.models import Purchase


@require_safe
def of_purchase(request: HttpRequest, number: str) -> HttpResponse:
    """Show the papers of a purchase; what is due is issued before."""
    purchase = get_own_purchase(request, number)
    issue_of(purchase)
    papers = list(papers_of_purchase(purchase))
    done = [paper.seller_order_id for paper in papers if paper.seller_order_id]
    waiting = purchase.seller_orders.filter(paid_at__isnull=False, total__gt=0)
    page = {
        "purchase": purchase,
        "papers": papers,
        "may_say": _may_say(purchase),
        "said_wrong": said_wrong(papers_of_purchase(purchase)),
        "waiting": waiting.exclude(pk__in=done).select_related("seller"),
        "may_ask": not refusal(purchase),
        "until": last_day(purchase),
    }
    return render(request, "papers/purchase.html", page)


def _may_say(purchase: Purchase) -> bool:
    """Return whether full invoices were asked for, and can still be put right."""
    return hasattr(purchase, "invoice_request") and not refusal(purchase, check_may_say)


@require_safe
def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    purchase = get_own_purchase(request, number)
    shown = show_paper(get_paper_of_purchase(purchase, pk))
    return render(request, "papers/paper.html", {"purchase": purchase, "shown": shown})


@require_safe
def pdf(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    found = get_paper_of_purchase(get_own_purchase(request, number), pk)
    return file_answer(paper_pdf(found), found.number, "pdf")


def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for full tax invoices of a purchase, or say what is right where they were wrong."""
    purchase = get_own_purchase(request, number)
    again = hasattr(purchase, "invoice_request")
    if sentence := refusal(purchase, check_may_say if again else check_may_ask):
        messages.info(request, sentence)
        return redirect("papers:of-purchase", number)
    first = buyer_of(purchase, asked=again)
    form = InvoiceForm(request.POST if request.method == "POST" else None, initial=dict(first))
    if form.is_bound and form.is_valid() and (told := _written(purchase, form, again=again)):
        messages.success(request, told)
        return redirect("papers:of-purchase", number)
    page = {"purchase": purchase, "form": form, "again": again}
    return render(request, "papers/invoice.html", page, status=422 if form.is_bound else 200)


def _written(purchase: Purchase, form: InvoiceForm, *, again: bool) -> str:
    """Return what the buyer is told, or nothing where the form says what is wrong."""
    try:
        if again and say_right(purchase, form.to):
            return _(
                "The shop is told. The right tax invoice comes here in place of the wrong one."
            )
        if not again:
            ask(purchase, form.to)
    except PaperError as error:
        form.add_error(None, sentence_for(error))
        return ""
    return _("The tax invoice is made out to %(name)s.") % form.to


def refusal(purchase: Purchase, check: Callable[[Purchase], None] = check_may_ask) -> str:
    """Return why no full tax invoice can be asked for or put right, or nothing."""
    try:
        check(purchase)
    except PaperError as error:
        return sentence_for(error)
    return ""


def sentence_for(error: PaperError) -> str:
    if isinstance(error, TooLate):
        day = {"day": date_text(error.until, "long")}
        return _("A full tax invoice could be asked for until %(day)s.") % day
    if isinstance(error, AskedAlready):
        return _("A full tax invoice was asked for already. If it is wrong, say so below.")
    if isinstance(error, NothingWrong):
        return _("This is what you wrote before. Change what is wrong.")
    if isinstance(error, NobodyRegistered):
        return _("The shops of this order are not registered for VAT: they give receipts.")
    return _("Part of it was given back and a credit note says so: it cannot be changed now.")
