from __future__ import annotations

from django.conf import settings
from django.db import models

from shop.purchases.models.purchase import Purchase
from shop.purchases.models.seller_order import SellerOrder


class Entry(models.Model):
    """One line of a purchase's history: who did what, when. Never edited."""

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="history")
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Whom a helper acted for; null where people act for themselves.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)  # placed, paid, packed, …
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.what
