"""What templates ask about parcels: the carrier's name, where it is, whether it can be stopped."""

from __future__ import annotations

from django import template

from shop.fulfilment import calling_off, carriers
from shop.fulfilment.models import Shipment
from shop.purchases.models import SellerOrder

register = template.Library()


@register.filter
def carrier_name(code: str) -> str:
    return carriers.carrier_name(code)


@register.filter
def tracking_url(shipment: Shipment) -> str:
    return carriers.tracking_url(shipment.carrier, shipment.tracking_number)


@register.filter
def may_call_off(share: SellerOrder) -> bool:
    return calling_off.may_call_off(share)
