from __future__ import annotations

from django.conf import settings
from django.db import models

from shop.purchases.models import SellerOrder


class Shipment(models.Model):
    """A seller order handed to a carrier, or to the buyer at a pickup place."""

    seller_order = models.OneToOneField(SellerOrder, models.PROTECT, related_name="shipment")
    carrier = models.CharField(max_length=40, blank=True)  # a code of shop.fulfilment.carriers
    tracking_number = models.CharField(max_length=40, blank=True)
    shipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.tracking_number or self.seller_order.number
