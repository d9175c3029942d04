"""What the seller sells at the stall most, for two taps on the desk's first page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from community.sellers.powers import Power
from shop.desk.access import Desk
from shop.desk.stock_lines import read_moved
from shop.desk.stock_shelf import Shelf, on_shelf, shelves
from shop.stock.models import Movement

SHOWN = 3
LATELY = timedelta(days=60)


def stall_of(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """Return the things and what was just written; nothing for who may not move stock."""
    if not desk.may(Power.MANAGE_STOCK):
        return {}
    return {
        "stall": stall_goods(desk),
        "may_move": True,
        "moved": read_moved(request, desk),
    }


def stall_goods(desk: Desk) -> list[Shelf]:
    """Return what sold most often at the stall lately; before the first sale, what was listed last.

    What is sold out is left out.
    """
    there = on_shelf(desk).filter(stock_record__num_in_stock__gt=0)
    sold = Movement.objects.filter(
        why=Movement.Why.STALL_SALE,
        change__lt=0,
        at__gte=timezone.now() - LATELY,
        stock_record__variant__in=there.order_by(),
    )
    often = sold.order_by().values_list("stock_record_id").annotate(times=Count("pk"))
    ids = [record for record, _times in often.order_by("-times", "stock_record_id")[:SHOWN]]
    if ids:
        found = {one.stock_record_id: one for one in there.filter(stock_record__in=ids)}
        return shelves(found[pk] for pk in ids if pk in found)
    return shelves(there.order_by("-listing_id", "position", "pk")[:SHOWN])
