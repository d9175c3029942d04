"""Who may bring goods by file: who lists goods and counts them."""

from __future__ import annotations

from django.http import HttpRequest

from community.sellers.powers import Power
from shop.desk.access import Desk, get_desk


def get_bulk_desk(request: HttpRequest) -> Desk:
    """Return the desk of somebody with both powers. Raises PowerMissing."""
    get_desk(request, Power.LIST_PRODUCTS)
    return get_desk(request, Power.MANAGE_STOCK)
