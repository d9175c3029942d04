"""What the marketplace keeps of a sale, and from whom. A rule is never edited: it is ended."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.groups.models import Community
from community.sellers.models import Seller
from shop.purchases.models import Baht

ROW = ("seller", "community", "category")


class Rule(models.Model):
    """Holds for the goods that it names; empty fields name everybody and everything."""

    class Level(models.TextChoices):
        # From the most specific: the first that fits the goods wins.
        SELLER_CATEGORY = "seller+category"
        SELLER = "seller"
        COMMUNITY_CATEGORY = "community+category"
        COMMUNITY = "community"
        CATEGORY = "category"
        MARKETPLACE = "marketplace"

    ORDER: ClassVar[list[str]] = list(Level)

    seller = models.ForeignKey(
        Seller, models.PROTECT, null=True, blank=True, related_name="commission_rules"
    )
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="commission_rules"
    )
    category = models.ForeignKey(
        "catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+"
    )
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    # Of a seller order, for all the goods of it that the rule is for.
    fixed = Baht(default=0)
    least = Baht(null=True, blank=True)
    most = Baht(null=True, blank=True)
    on_delivery = models.BooleanField(default=False)  # the percent is of the delivery too
    # Of the commission. Whose fund: this one's, or the seller's first community's.
    fund_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    fund_community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # its last day; empty: no end
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # by a person, at once
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seller=None) | Q(community=None), name="commission_of_one"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, fixed__gte=0),
                name="commission_percent_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
                name="commission_least_below_most",
            ),
            models.CheckConstraint(
                condition=Q(fund_percent__gte=0, fund_percent__lte=100),
                name="commission_fund_is_a_share",
            ),
            # The fund's part is of a whole seller order: only a rule for all goods says it.
            models.CheckConstraint(
                condition=Q(category=None) | Q(fund_percent=0, on_delivery=False),
                name="commission_category_is_goods_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.percent} %"

    @property
    def level(self) -> str:
        named = [name for name in ROW if getattr(self, f"{name}_id") is not None]
        return "+".join(named) or self.Level.MARKETPLACE
