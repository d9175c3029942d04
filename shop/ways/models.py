from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from shop.payments.models import Attempt
from shop.purchases.models import Baht


class WaySetting(models.Model):
    """What staff set for one way of paying. Without a row the way's own start holds (starts.py)."""

    code = models.CharField(max_length=12, choices=Attempt.Method.choices, unique=True)
    on = models.BooleanField(_("On"), default=False)
    least = Baht(
        verbose_name=_("Smallest amount"), null=True, blank=True
    )  # of what is paid in one go
    most = Baht(verbose_name=_("Largest amount"), null=True, blank=True)
    fee_percent = models.DecimalField(
        _("Fee in percent"), max_digits=5, decimal_places=2, default=Decimal("0.00")
    )
    fee_fixed = Baht(verbose_name=_("Fee in baht"), default=Decimal("0.00"))  # beside the percent
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_percent__gte=0, fee_percent__lte=20, fee_fixed__gte=0),
                name="ways_fee_within",
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
                name="ways_least_is_not_above_most",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SellerWay(models.Model):
    """Whether a seller takes one of the ways that pay into the seller's own hands."""

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="ways")
    code = models.CharField(max_length=12, choices=Attempt.Method.choices)
    on = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "code"], name="ways_one_for_each"),
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.code}"
