"""At the office: every paper that was issued, found by its number, order or shop."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.office.access import staff_only
from shop.office.finding import page_of
from shop.papers.files import file_answer
from shop.papers.mending_views import refusal
from shop.papers.models import Paper
from shop.papers.paper_pdf import paper_pdf
from shop.papers.saying import said_wrong
from shop.papers.shown import show_paper

LONGEST = 80
AT_ONCE = 20


@staff_only
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    page = {
        "section": "papers",
        "asked": asked,
        "wrong": said_wrong(_found("")).order_by("issued_at")[:AT_ONCE],
        "page_obj": page_of(_found(asked), request.GET.get("page", "1")),
    }
    return render(request, "papers/office.html", page)


@staff_only
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.select_related("seller_order__purchase"), pk=pk)
    page = {"section": "papers", "shown": show_paper(found), "may_mend": not refusal(found)}
    return render(request, "papers/office_paper.html", page)


@staff_only
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper, pk=pk)
    return file_answer(paper_pdf(found), found.number, "pdf")


def _found(asked: str) -> QuerySet[Paper]:
    papers = Paper.objects.select_related("seller", "seller_order", "replaced_by")
    if not asked:
        return papers
    order = Q(seller_order__number__istartswith=asked)
    shop = Q(seller__name_th__icontains=asked) | Q(seller__name_en__icontains=asked)
    return papers.filter(Q(number__iexact=asked) | order | shop)
