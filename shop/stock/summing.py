"""What is on hand, promised, kept back and left to buy, of many things in one question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.partner.models import StockRecord
from shop.stock.models import SetAside


@dataclass(frozen=True)
class Sums:
    """Whole units, grams for goods by weight: on_hand = reserved + set_aside + available."""

    on_hand: int
    reserved: int  # for orders
    set_aside: int  # for market days
    available: int


def sums(of: int | Collection[int]) -> dict[int, Sums]:
    """Return the sums by stock record id, of a seller (its id) or of these stock records."""
    records = StockRecord.objects.all()
    if isinstance(of, int):
        records = records.filter(variant__listing__seller=of)
    else:
        records = records.filter(pk__in=of)
    rows = records.annotate(kept=_set_aside()).values_list(
        "pk", "num_in_stock", "num_allocated", "kept"
    )
    return {pk: _sums(on_hand or 0, held or 0, kept) for pk, on_hand, held, kept in rows}


def _sums(on_hand: int, held: int, kept: int) -> Sums:
    return Sums(on_hand, held - kept, kept, on_hand - held)


def _set_aside() -> Coalesce:
    of_record = SetAside.objects.filter(stock_record=OuterRef("pk"), state=SetAside.State.OPEN)
    summed = of_record.order_by().values("stock_record").annotate(total=Sum("quantity"))
    return Coalesce(Subquery(summed.values("total"), output_field=IntegerField()), 0)
