"""How many things are in the basket: for the header, with one query at most."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpRequest
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from shop.basket.cookies import basket_id_of


def basket_count(request: HttpRequest) -> int:
    lines = BasketLine.objects.filter(basket__status=Basket.OPEN)
    if request.user.is_authenticated:
        lines = lines.filter(basket__owner=request.user.pk)
    elif basket_id := basket_id_of(request):
        lines = lines.filter(basket=basket_id, basket__owner=None)
    else:
        return 0
    return int(lines.aggregate(count=Sum("quantity"))["count"] or 0)
