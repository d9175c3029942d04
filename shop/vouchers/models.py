"""Whose a voucher is, what it takes off, and what each line of a purchase got of it.

Oscar's voucher beside it has the code, the dates and how often it was used.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.sellers.models import Seller
from shop.purchases.models import Baht, SellerOrder, SellerOrderLine


class Bearer(models.TextChoices):
    """Who pays for what is taken off."""

    MARKETPLACE = "marketplace", _("The marketplace")
    COMMUNITY = "community", _("A community's fund")
    SELLER = "seller", _("The seller")


class Terms(models.Model):
    """A voucher of ours: who bears it, so for whose goods it is, and how much it takes off."""

    voucher = models.OneToOneField("voucher.Voucher", models.CASCADE, related_name="terms")
    bearer = models.CharField(max_length=12, choices=Bearer.choices)
    seller = models.ForeignKey(Seller, models.PROTECT, null=True, related_name="vouchers")
    community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="vouchers")
    # One of the two.
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    amount = Baht(null=True, blank=True)
    most = Baht(null=True, blank=True)  # of one purchase, where it is a percent
    least_goods = Baht(default=0)  # what the goods it is for must come to
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "terms"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bearer="marketplace", seller=None, community=None)
                | Q(bearer="community", seller=None, community__isnull=False)
                | Q(bearer="seller", seller__isnull=False, community=None),
                name="vouchers_bearer_is_named",
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100, amount=None)
                | Q(percent=None, amount__gt=0, most=None),
                name="vouchers_percent_or_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id} {self.bearer}"


class LineDiscount(models.Model):
    """What one offer took off one line, and who bears it. Split once, when it was placed."""

    line = models.ForeignKey(SellerOrderLine, models.PROTECT, related_name="discounts")
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="line_discounts")
    # Oscar's offer and voucher may go; what they were called stays.
    offer_id = models.BigIntegerField(null=True)
    code = models.CharField(max_length=128, blank=True)
    bearer = models.CharField(max_length=12, choices=Bearer.choices)
    community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+")
    amount = Baht()
    ordered_amount = Baht()  # before it was weighed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "offer_id"], name="vouchers_offer_once_a_line"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lte=models.F("ordered_amount")),
                name="vouchers_no_more_than_ordered",
            ),
            models.CheckConstraint(
                condition=Q(bearer="community", community__isnull=False)
                | (~Q(bearer="community") & Q(community=None)),
                name="vouchers_fund_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.amount}"
