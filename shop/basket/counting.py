"""How many things are in the basket: for the header, with one query at most.

What is sold by weight is one thing, however heavy.
"""

from __future__ import annotations

from django.db.models import Case, F, IntegerField, Sum, When
from django.http import HttpRequest
from oscar.apps.basket.models import Line as BasketLine

from shop.basket.cookies import basket_id_of
from shop.basket.finding import guest_baskets, own_baskets


def basket_count(request: HttpRequest) -> int:
    if request.user.is_authenticated:
        baskets = own_baskets(request.user).order_by("-pk").values("pk")[:1]
    elif basket_id := basket_id_of(request):
        baskets = guest_baskets(basket_id).values("pk")
    else:
        return 0
    lines = BasketLine.objects.filter(basket__in=baskets)
    weighed = When(product__variant__listing__is_weighed=True, then=1)
    pieces = Case(weighed, default=F("quantity"), output_field=IntegerField())
    return int(lines.aggregate(count=Sum(pieces))["count"] or 0)
