"""How much of a listing was sold: in the shop, as buyers paid for it, and at the stall."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from shop.money import ZERO
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.stock.models import Movement


def sold_since(first: date) -> Any:
    """Return units (grams of weighed goods) sold from that day on, to annotate listings with."""
    of_line, of_stall = "variant__listing", "stock_record__variant__listing"
    paid = _lines(first, **{of_line: OuterRef("pk")})
    stall = _stall(first, **{of_stall: OuterRef("pk")})
    return _total(paid, of_line, "quantity") - _total(stall, of_stall, "change")


def sold_by_day(listing_id: int, first: date) -> Counter[date]:
    """Return units, or grams, by the day they were paid or sold at the stall."""
    lines = _lines(first, variant__listing=listing_id).values(
        day=TruncDate("seller_order__paid_at")
    )
    stall = _stall(first, stock_record__variant__listing=listing_id).values(day=TruncDate("when"))
    days: Counter[date] = Counter()
    for row in lines.annotate(units=Sum("quantity")).order_by():
        days[row["day"]] += row["units"]
    for row in stall.annotate(units=-Sum("change")).order_by():
        days[row["day"]] += row["units"]
    return days


def earned_since(listing_id: int, first: date) -> Decimal:
    """Return what buyers paid for it in the shop, after discounts, before commission."""
    lines = _lines(first, variant__listing=listing_id)
    return lines.aggregate(baht=Sum(F("goods") - F("discount")))["baht"] or ZERO


def _lines(first: date, **of: Any) -> QuerySet[SellerOrderLine]:
    paid = SellerOrderLine.objects.filter(seller_order__paid_at__gte=_midnight(first), **of)
    return paid.exclude(seller_order__state=SellerOrder.State.CANCELLED)


def _stall(first: date, **of: Any) -> QuerySet[Movement]:
    sold = Movement.objects.filter(why=Movement.Why.STALL_SALE, **of)
    return sold.annotate(when=Coalesce("happened_at", "at")).filter(when__gte=_midnight(first))


def _total(rows: QuerySet[Any], of: str, units: str) -> Coalesce:
    total = rows.order_by().values(of).annotate(total=Sum(units)).values("total")
    return Coalesce(Subquery(total), 0, output_field=IntegerField())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
