"""A seller's orders by state, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from shop.purchases.models import SellerOrder

PER_PAGE = 20
State = SellerOrder.State
# What needs hands comes first.
ORDER = [
    State.TO_PACK,
    State.PACKED,
    State.SHIPPED,
    State.RETURNED,
    State.AWAITING_PAYMENT,
    State.CANCELLED,
]


@dataclass(frozen=True)
class Choice:
    state: str
    label: str
    count: int


def choices(orders: QuerySet[SellerOrder]) -> list[Choice]:
    """Return every state with the number of orders in it, from one query."""
    rows = orders.values_list("state").annotate(count=Count("pk")).order_by()
    counts = dict(rows)
    return [Choice(state, str(state.label), counts.get(state, 0)) for state in ORDER]


def page_of(orders: QuerySet[SellerOrder], state: str, number: str) -> Page[SellerOrder]:
    """Return a page, newest first; what is to be packed oldest first. An unknown state is all."""
    if state in State:
        orders = orders.filter(state=state)
    orders = orders.order_by("paid_at", "pk") if state == State.TO_PACK else orders.order_by("-pk")
    listed = orders.select_related("purchase").prefetch_related("lines")
    return Paginator(listed, PER_PAGE).get_page(number)
