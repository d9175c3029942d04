"""How often a listing was looked at."""

from __future__ import annotations

from datetime import date

from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from shop.visits.models import Visits


def views_since(first: date) -> Coalesce:
    """Return the views of each listing from that day on, to annotate listings with."""
    rows = Visits.objects.filter(listing=OuterRef("pk"), day__gte=first).order_by()
    total = rows.values("listing").annotate(total=Sum("views")).values("total")
    return Coalesce(Subquery(total), 0, output_field=IntegerField())


def views_by_day(listing_id: int, first: date) -> dict[date, int]:
    """Return the days on which anybody looked, from that day on."""
    rows = Visits.objects.filter(listing=listing_id, day__gte=first)
    return dict(rows.values_list("day", "views"))
