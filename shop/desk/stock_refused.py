"""Why stock cannot go below what is promised, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

from shop.desk.access import Desk
from shop.desk.stock_shelf import shelf_of
from shop.desk.views import draw
from shop.listings.models import Variant
from shop.purchases.models import SellerOrder
from shop.stock.errors import BelowHeld
from shop.stock.models import Movement, Reservation, SetAside

SHOWN_ORDERS = 8
Why = Movement.Why


@dataclass(frozen=True)
class Meant:
    """What the seller wanted to write when the book refused."""

    why: Why
    note: str = ""
    key: UUID | None = None
    happened_at: datetime | None = None

    @property
    def moment(self) -> str:
        """Return when it happened, as a telephone says it; empty for now."""
        return self.happened_at.isoformat() if self.happened_at else ""

    @property
    def is_count(self) -> bool:
        return self.why == Why.COUNT


def draw_refused(
    request: HttpRequest, desk: Desk, variant: Variant, below: BelowHeld, meant: Meant
) -> HttpResponse:
    """Say what is held for whom, and ask what is meant; nothing was written."""
    page = {
        "shelf": shelf_of(variant),
        "meant": meant,
        "key": meant.key or uuid4(),
        **figures(below),
        **holders(desk, variant),
    }
    return draw(request, desk, "stock_refused", page, 422)


def figures(below: BelowHeld) -> dict[str, int]:
    gone = below.on_hand - below.wanted
    free = max(below.on_hand - below.held, 0)
    return {
        "on_hand": below.on_hand,
        "held": below.held,
        "free": free,
        "wanted": max(below.wanted, 0),
        "gone": gone,
        "missing": gone - free,
    }


def holders(desk: Desk, variant: Variant) -> dict[str, Any]:
    kept = SetAside.objects.filter(stock_record=variant.stock_record_id)
    return {
        "orders": holding_orders(desk, variant) if desk.sees_orders else [],
        "kept": kept.filter(state=SetAside.State.OPEN).order_by("until"),
    }


def holding_orders(desk: Desk, variant: Variant) -> list[SellerOrder]:
    """Return the paid orders that this thing is reserved for, the oldest first."""
    held = Reservation.objects.filter(
        stock_record=variant.stock_record_id,
        draws_on_stock=True,
        state=Reservation.State.CLAIMED,
    )
    found = desk.orders.filter(purchase__number__in=held.values("reference"))
    return list(found.select_related("purchase").order_by("paid_at", "pk")[:SHOWN_ORDERS])
