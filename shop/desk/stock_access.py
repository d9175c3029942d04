"""The only ways from a request to a seller's stock: one's own, or a 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from shop.desk.access import Desk
from shop.listings.models import Variant
from shop.stock.models import Counted, Movement, Pending, SetAside, StockTake


def own_variants(desk: Desk) -> QuerySet[Variant]:
    """Return everything a seller has a stock book of, whatever became of its listing."""
    found = Variant.objects.filter(listing__seller=desk.seller)
    return found.select_related("listing__seller", "stock_record")


def get_own_stock(desk: Desk, pk: int) -> Variant:
    return get_object_or_404(own_variants(desk), pk=pk)


def own_movements(desk: Desk) -> QuerySet[Movement]:
    return Movement.objects.filter(stock_record__variant__listing__seller=desk.seller)


def get_own_movement(desk: Desk, pk: int) -> Movement:
    return get_object_or_404(own_movements(desk).select_related("stock_record__variant"), pk=pk)


def get_own_set_aside(desk: Desk, pk: int) -> SetAside:
    found = SetAside.objects.filter(stock_record__variant__listing__seller=desk.seller)
    return get_object_or_404(found.select_related("stock_record__variant__listing"), pk=pk)


def own_takes(desk: Desk) -> QuerySet[StockTake]:
    return StockTake.objects.filter(seller=desk.seller)


def get_own_take(desk: Desk, pk: int) -> StockTake:
    return get_object_or_404(own_takes(desk), pk=pk)


def get_own_line(take: StockTake, pk: int) -> Counted:
    return get_object_or_404(take.lines.select_related("stock_record__variant__listing"), pk=pk)


def get_own_wish(desk: Desk, pk: int) -> Pending:
    """Return a correction that waits, or waited."""
    found = Pending.objects.filter(stock_record__variant__listing__seller=desk.seller)
    return get_object_or_404(found.select_related("stock_record__variant"), pk=pk)
