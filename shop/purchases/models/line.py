from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models.functions import Abs, Least, Round
from django.db.models.lookups import LessThanOrEqual

from community.places.models import in_language
from shop.money import price_of
from shop.purchases.models.amounts import Baht
from shop.purchases.models.seller_order import SellerOrder


class SellerOrderLine(models.Model):
    """A line as it was sold: names in both languages, price and quantity frozen.

    Goods by weight are counted in grams. Until they leave, `quantity` is what was ordered; then
    it is what was weighed. Lighter goods cost less; heavier goods cost what was ordered.
    """

    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, related_name="lines")
    order_line = models.OneToOneField("order.Line", models.PROTECT, related_name="sold")
    variant = models.ForeignKey(
        "listings.Variant", models.SET_NULL, null=True, related_name="sold_lines"
    )
    stock_record = models.ForeignKey("partner.StockRecord", models.PROTECT, related_name="+")
    sku = models.CharField(max_length=128, blank=True)
    title_th = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    variant_name = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=20)
    photo_key = models.CharField(max_length=40, blank=True)
    quantity = models.PositiveIntegerField()
    ordered_quantity = models.PositiveIntegerField()
    # What the price is for: one, or the 1,000 grams of a kilogram.
    per = models.PositiveSmallIntegerField(default=1)
    # How far the weight may be off, as the buyer read it; empty for what is not weighed.
    weight_limit_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    weighed_g = models.PositiveIntegerField(null=True, blank=True)  # written down at packing
    made_to_order_days = models.PositiveSmallIntegerField(null=True, blank=True)
    unit_price = Baht()
    goods = Baht()  # shop.money.price_of, of no more than was ordered
    discount = Baht(default=Decimal("0.00"))
    ordered_discount = Baht(default=Decimal("0.00"))  # before it was weighed
    refunded = Baht(default=Decimal("0.00"))  # of goods - discount, what goes back
    refunded_quantity = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    goods=Round(
                        models.F("unit_price")
                        * Least("quantity", "ordered_quantity")
                        / models.F("per"),
                        precision=2,
                    )
                ),
                name="purchases_line_goods",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    refunded__gte=0,
                    refunded__lte=models.F("goods") - models.F("discount"),
                    refunded_quantity__lte=models.F("quantity"),
                ),
                name="purchases_line_refunded_within",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    per=1,
                    quantity=models.F("ordered_quantity"),
                    weight_limit_percent=None,
                    weighed_g=None,
                )
                | models.Q(per=1000, weight_limit_percent__isnull=False),
                name="purchases_line_is_pieces_or_weight",
            ),
            models.CheckConstraint(
                condition=models.Q(per=1)
                | models.Q(
                    LessThanOrEqual(
                        Abs(models.F("quantity") - models.F("ordered_quantity")) * 100,
                        models.F("ordered_quantity") * models.F("weight_limit_percent"),
                    )
                ),
                name="purchases_line_weight_within_limit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.title_th, self.title_en)

    @property
    def is_weighed(self) -> bool:
        return self.per != 1

    @property
    def ordered_goods(self) -> Decimal:
        return price_of(self.unit_price, self.ordered_quantity, self.per)

    @property
    def sent_quantity(self) -> int:
        """Return what is to be sent: without what was cancelled before it left."""
        return self.quantity - self.refunded_quantity

    @property
    def least_g(self) -> int:
        """Return the lightest that the buyer was told of, in whole grams."""
        least = -(-self.ordered_quantity * (100 - (self.weight_limit_percent or 0)) // 100)
        return max(least - self.refunded_quantity, 1)

    @property
    def most_g(self) -> int:
        most = self.ordered_quantity * (100 + (self.weight_limit_percent or 0)) // 100
        return most - self.refunded_quantity

    @property
    def lighter_by(self) -> int:
        """Return by how many grams it came lighter than ordered."""
        return max(self.ordered_quantity - self.quantity, 0)

    @property
    def heavier_by(self) -> int:
        """Return by how many grams it came heavier: a gift."""
        return max(self.quantity - self.ordered_quantity, 0)
