"""Who gives what a buyer gets off. `{% load vouchers %}`"""

from __future__ import annotations

from django import template

from shop.basket.contents import Contents
from shop.purchases.models import Purchase, SellerOrder
from shop.vouchers.showing import Given, given_in, given_of

register = template.Library()


@register.filter
def givers(of: Contents | Purchase | SellerOrder) -> list[Given]:
    return given_in(of) if isinstance(of, Contents) else given_of(of)
