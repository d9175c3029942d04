from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.places.models import in_language
from community.sellers.models import Seller


class DeliveryMethod(models.Model):
    """One way in which a seller hands goods over, and what it costs the buyer."""

    class Kind(models.TextChoices):
        FLAT = "flat", _("One price")
        WEIGHT = "weight", _("By weight")
        PICKUP = "pickup", _("Pickup")

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="delivery_methods")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)  # flat and pickup
    free_from = models.DecimalField(  # goods above this go free
        max_digits=10, decimal_places=2, null=True, blank=True
    )
    days_min = models.PositiveSmallIntegerField(default=1)  # on the way, after packing
    days_max = models.PositiveSmallIntegerField(default=3)
    community = models.ForeignKey(  # whose pickup place and market days
        Community, models.PROTECT, null=True, blank=True, related_name="+"
    )
    pickup_place = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)


class WeightBand(models.Model):
    """Up to this weight, this price. Above the last band the method does not carry it."""

    method = models.ForeignKey(DeliveryMethod, models.CASCADE, related_name="bands")
    up_to_g = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=8, decimal_places=2)

    class Meta:
        ordering = ["up_to_g"]
        constraints = [
            models.UniqueConstraint(fields=["method", "up_to_g"], name="delivery_one_band")
        ]

    def __str__(self) -> str:
        return f"{self.up_to_g} g"
