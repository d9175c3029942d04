from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.places.models import in_language
from community.sellers.models import Seller
from shop.purchases.models.amounts import Baht
from shop.purchases.models.purchase import Purchase


class SellerOrder(models.Model):
    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")  # hidden from to-pack
        TO_PACK = "to_pack", _("To pack")
        PACKED = "packed", _("Packed")
        SHIPPED = "shipped", _("Shipped")  # or handed over, for a pickup
        RETURNED = "returned", _("Came back")  # the parcel was refused, or not handed over
        CANCELLED = "cancelled", _("Cancelled")  # before it left; what was paid goes back

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.AWAITING_PAYMENT: {State.TO_PACK, State.CANCELLED},
        State.TO_PACK: {State.PACKED, State.SHIPPED, State.CANCELLED},
        State.PACKED: {State.SHIPPED, State.TO_PACK, State.CANCELLED},
        State.SHIPPED: {State.RETURNED},
        State.RETURNED: set(),
        State.CANCELLED: {State.TO_PACK},  # late money
    }

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="seller_orders")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="seller_orders")
    number = models.CharField(max_length=24, unique=True)  # <purchase number>-<1, 2, …>
    state = models.CharField(max_length=20, choices=State.choices, default=State.AWAITING_PAYMENT)
    goods = Baht()
    discount = Baht(default=Decimal("0.00"))
    # Of the discount, what a marketplace's or a community's voucher bears: the seller gets it.
    discount_elsewhere = Baht(default=Decimal("0.00"))
    delivery = Baht()
    fee = Baht(default=Decimal("0.00"))  # for the way to pay
    total = Baht()
    # Prices include VAT. Rounded once for the seller order; zero for a seller not registered.
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal("0.00"))
    vat = Baht(default=Decimal("0.00"))
    commission_percent = models.DecimalField(max_digits=5, decimal_places=2)
    commission = Baht()  # of what the seller gets for goods, by the rules frozen in the terms
    # The rules that made it, as shop.commission froze them; empty: the percent alone.
    commission_terms = models.JSONField(default=list, blank=True)
    commission_vat_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=Decimal("0.00")
    )
    commission_vat = Baht(default=Decimal("0.00"))  # on top of the commission
    commission_fund = Baht(default=Decimal("0.00"))  # of the commission, for a community's fund
    fund_community = models.ForeignKey(Community, models.PROTECT, null=True, related_name="+")
    delivery_kind = models.CharField(max_length=8)
    delivery_name_th = models.CharField(max_length=120)
    delivery_name_en = models.CharField(max_length=120, blank=True)
    pickup_place = models.CharField(max_length=200, blank=True)
    weight_g = models.PositiveIntegerField(default=0)
    paid_at = models.DateTimeField(null=True, blank=True)
    packed_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)  # the buyer has it, or must have
    returned_at = models.DateTimeField(null=True, blank=True)
    # From when the seller's share may be paid out: delivered, and the hold is over.
    payable_from = models.DateTimeField(null=True, blank=True)
    # What goes back to the buyer of `total`, in whatever state but failed for good.
    refunded = Baht(default=Decimal("0.00"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "seller"], name="purchases_one_per_seller"),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("goods")
                    - models.F("discount")
                    + models.F("delivery")
                    + models.F("fee")
                ),
                name="purchases_seller_total_is_the_sum",
            ),
            models.CheckConstraint(
                condition=models.Q(refunded__gte=0, refunded__lte=models.F("total")),
                name="purchases_refunded_within_total",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    discount_elsewhere__gte=0, discount_elsewhere__lte=models.F("discount")
                ),
                name="purchases_discount_elsewhere_within",
            ),
            models.CheckConstraint(
                condition=models.Q(commission_fund__gte=0)
                & models.Q(commission_fund__lte=models.F("commission"))
                & (models.Q(commission_fund=0) | models.Q(fund_community__isnull=False)),
                name="purchases_fund_within_commission",
            ),
        ]
        indexes = [
            models.Index(fields=["seller", "state"], name="purchases_desk"),
            models.Index(fields=["payable_from"], name="purchases_payable"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def delivery_name(self) -> str:
        return in_language(self.delivery_name_th, self.delivery_name_en)

    @property
    def sellers_goods(self) -> Decimal:
        """Return what the seller gets for goods: vouchers of others do not lower it."""
        goods: Decimal = self.goods - self.discount + self.discount_elsewhere
        return goods

    @property
    def taxed(self) -> Decimal:
        """Return what the seller's VAT is inside of: the fee too where the seller has it."""
        taxed: Decimal = self.total - self.fee + self.sellers_fee
        return taxed

    @property
    def sellers_fee(self) -> Decimal:
        """Return the fee where the seller has it: who collects the money has the fee."""
        is_sellers = self.purchase.collect_by == Purchase.CollectBy.SELLER_DIRECT
        return self.fee if is_sellers else Decimal("0.00")

    @property
    def is_pickup(self) -> bool:
        return self.delivery_kind == "pickup"
