"""The only ways from a request to a paper: one's own, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from community.sellers.models import Seller
from shop.papers.models import Paper
from shop.papers.months import Span, span_of
from shop.purchases.models import Purchase

FIRST_YEAR = 2020  # nothing of ours is older


def papers_of_purchase(purchase: Purchase) -> QuerySet[Paper]:
    papers = Paper.objects.filter(seller_order__purchase=purchase)
    return papers.select_related("seller", "replaced_by").order_by("seller_order_id", "pk")


def get_paper_of_purchase(purchase: Purchase, pk: int) -> Paper:
    return get_object_or_404(papers_of_purchase(purchase), pk=pk)


def papers_of_seller(seller: Seller) -> QuerySet[Paper]:
    """Return what the seller issued, and what the marketplace made out to it; newest first."""
    return Paper.objects.filter(seller=seller).select_related("replaced_by", "seller_order")


def get_paper_of_seller(seller: Seller, pk: int) -> Paper:
    return get_object_or_404(papers_of_seller(seller), pk=pk)


def get_span(year: int, month: int = 0) -> Span:
    """Return a month, or a year without one, that has begun. Raises Http404 for any other."""
    known = FIRST_YEAR <= year <= timezone.localdate().year and month <= 12
    if not known or Span(year, month).first > timezone.localdate():
        raise Http404
    return Span(year, month)


def this_month() -> Span:
    return span_of(timezone.localdate())
