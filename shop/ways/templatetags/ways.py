from __future__ import annotations

from django import template
from django.conf import settings

from shop.payments.in_hand import InHand, waiting_for
from shop.purchases.models import SellerOrder
from shop.ways.words import name_of

register = template.Library()
register.filter("way_name", name_of)


@register.simple_tag
def cod_hold_days() -> int:
    """Return for how many days the carrier keeps what was paid at the door."""
    return int(settings.COD_HOLD_DAYS)


@register.simple_tag
def to_receive(order: SellerOrder) -> InHand | None:
    """Return what the seller is still to receive in hand for an order, if anything."""
    return waiting_for(order)
