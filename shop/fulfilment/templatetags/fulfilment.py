"""What templates say about parcels: the carrier's name, where to follow a shipment."""

from __future__ import annotations

from django import template

from shop.fulfilment import carriers
from shop.fulfilment.models import Shipment

register = template.Library()


@register.filter
def carrier_name(code: str) -> str:
    return carriers.carrier_name(code)


@register.filter
def tracking_url(shipment: Shipment) -> str:
    return carriers.tracking_url(shipment.carrier, shipment.tracking_number)
