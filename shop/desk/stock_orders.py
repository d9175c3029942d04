"""Which of a seller's orders a line of the stock book belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from shop.desk.access import Desk
from shop.stock.models import Movement


def order_numbers(desk: Desk, movements: Iterable[Movement]) -> dict[str, str]:
    """Return the seller order's number by the purchase's, for who may see orders. One query."""
    sales = {one.reference for one in movements if one.why == Movement.Why.SALE and one.reference}
    if not sales or not desk.sees_orders:
        return {}
    found = desk.orders.filter(purchase__number__in=sales)
    return dict(found.values_list("purchase__number", "number"))
