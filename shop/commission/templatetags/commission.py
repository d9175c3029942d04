from __future__ import annotations

from django import template

from shop.commission.terms import Term, thawed
from shop.purchases.models import SellerOrder

register = template.Library()


@register.filter
def terms(order: SellerOrder) -> list[Term]:
    """Return what was frozen, as commission/words.html reads it; nothing where goods had none."""
    found = [thawed(one) for one in order.commission_terms]
    return [term for term in found if term.stock_records or term.delivery]
