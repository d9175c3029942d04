"""What templates say of months, years and columns of statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils import timezone

from shop.papers.columns import name_of
from shop.papers.models import Paper
from shop.papers.months import Span
from shop.papers.shown import month_text, year_text
from shop.papers.shown import spaced as spaced_number
from shop.purchases.models import SellerOrder

register = template.Library()


@register.simple_tag
def papers_of(order: SellerOrder) -> QuerySet[Paper]:
    """Return what was issued for a seller order, the oldest first. One query."""
    return order.papers.select_related("replaced_by").order_by("pk")


@register.filter
def any_paid(shown_orders: Iterable[Any]) -> bool:
    """Return whether one of a purchase's shares is paid: then there is a paper."""
    return any(shown.order.paid_at for shown in shown_orders)


@register.filter
def month(day: date) -> str:
    return month_text(day)


@register.filter
def two(number: int) -> str:
    """Return 07 for 7: as a month stands in an address."""
    return f"{number:02}"


@register.filter
def calendar_year(year: int) -> str:
    return year_text(year)


@register.filter
def column_name(what: str) -> str:
    return name_of(what)


@register.filter
def spaced(tax_id: str) -> str:
    return spaced_number(tax_id)


@register.filter
def has_begun(span: Span) -> bool:
    return span.first <= timezone.localdate()
