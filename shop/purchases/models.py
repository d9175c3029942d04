"""What a buyer placed in one checkout (Oscar's order beside it), and each seller's share.

Amounts are frozen when placed. They are moved and summed afterwards, never derived again:
purchase.total = Σ seller_order.total, and so on down to the lines (audit_books proves it).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Abs, Least, Round
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.places.models import in_language
from community.sellers.models import Seller
from shop.money import price_of


class Baht(models.DecimalField):  # type: ignore[type-arg]
    """An amount in baht with two places."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, **options})  # type: ignore[arg-type]


class Purchase(models.Model):
    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")  # stock is held
        PAID = "paid", _("Paid")
        EXPIRED = "expired", _("Expired")  # not paid in time; stock is back
        CANCELLED = "cancelled", _("Cancelled")  # by the buyer, before payment

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.AWAITING_PAYMENT: {State.PAID, State.EXPIRED, State.CANCELLED},
        State.EXPIRED: {State.PAID},  # late money, and the goods were still there
        State.CANCELLED: set(),  # its buyer has the goods in a basket again: late money goes back
        State.PAID: set(),
    }

    order = models.OneToOneField("order.Order", models.PROTECT, related_name="purchase")
    # The guard of "once": two tabs cannot place one basket twice.
    basket = models.OneToOneField("basket.Basket", models.PROTECT, related_name="purchase")
    number = models.CharField(max_length=20, unique=True)
    # Lets a guest see the purchase from a link; numbers alone open nothing.
    token = models.CharField(max_length=43, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="purchases"
    )
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.AWAITING_PAYMENT, db_index=True
    )
    language = models.CharField(max_length=5, default="th")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    subdistrict = models.CharField(max_length=80, blank=True)
    district = models.CharField(max_length=80, blank=True)
    province_code = models.CharField(max_length=2, blank=True)
    province_name = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    note = models.CharField(max_length=300, blank=True)
    goods = Baht()
    discount = Baht(default=Decimal("0.00"))
    delivery = Baht()
    total = Baht()
    shown = models.CharField(max_length=64)  # hash of what the buyer agreed to
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("goods") - models.F("discount") + models.F("delivery")
                ),
                name="purchases_total_is_the_sum",
            ),
            models.CheckConstraint(
                condition=models.Q(total__gte=0), name="purchases_total_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_awaiting(self) -> bool:
        return self.state == self.State.AWAITING_PAYMENT

    @property
    def is_paid(self) -> bool:
        return self.state == self.State.PAID

    def get_absolute_url(self) -> str:
        return reverse("orders:purchase", args=[self.number])


class SellerOrder(models.Model):
    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")  # hidden from to-pack
        TO_PACK = "to_pack", _("To pack")
        PACKED = "packed", _("Packed")
        SHIPPED = "shipped", _("Shipped")  # or handed over, for a pickup
        CANCELLED = "cancelled", _("Cancelled")

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.AWAITING_PAYMENT: {State.TO_PACK, State.CANCELLED},
        State.TO_PACK: {State.PACKED, State.SHIPPED},
        State.PACKED: {State.SHIPPED, State.TO_PACK},
        State.SHIPPED: set(),
        State.CANCELLED: {State.TO_PACK},  # late money
    }

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="seller_orders")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="seller_orders")
    number = models.CharField(max_length=24, unique=True)  # <purchase number>-<1, 2, …>
    state = models.CharField(max_length=20, choices=State.choices, default=State.AWAITING_PAYMENT)
    goods = Baht()
    discount = Baht(default=Decimal("0.00"))
    delivery = Baht()
    total = Baht()
    # Prices include VAT. Rounded once for the seller order; zero for a seller not registered.
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal("0.00"))
    vat = Baht(default=Decimal("0.00"))
    commission_percent = models.DecimalField(max_digits=5, decimal_places=2)
    commission = Baht()  # of goods after discount, before delivery
    delivery_kind = models.CharField(max_length=8)
    delivery_name_th = models.CharField(max_length=120)
    delivery_name_en = models.CharField(max_length=120, blank=True)
    pickup_place = models.CharField(max_length=200, blank=True)
    weight_g = models.PositiveIntegerField(default=0)
    paid_at = models.DateTimeField(null=True, blank=True)
    packed_at = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purchase", "seller"], name="purchases_one_per_seller"),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("goods") - models.F("discount") + models.F("delivery")
                ),
                name="purchases_seller_total_is_the_sum",
            ),
        ]
        indexes = [models.Index(fields=["seller", "state"], name="purchases_desk")]

    def __str__(self) -> str:
        return self.number

    @property
    def delivery_name(self) -> str:
        return in_language(self.delivery_name_th, self.delivery_name_en)

    @property
    def is_pickup(self) -> bool:
        return self.delivery_kind == "pickup"


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
    def least_g(self) -> int:
        """Return the lightest that the buyer was told of, in whole grams."""
        return -(-self.ordered_quantity * (100 - (self.weight_limit_percent or 0)) // 100)

    @property
    def most_g(self) -> int:
        return self.ordered_quantity * (100 + (self.weight_limit_percent or 0)) // 100

    @property
    def lighter_by(self) -> int:
        """Return by how many grams it came lighter than ordered."""
        return max(self.ordered_quantity - self.quantity, 0)

    @property
    def heavier_by(self) -> int:
        """Return by how many grams it came heavier: a gift."""
        return max(self.quantity - self.ordered_quantity, 0)


class VatRate(models.Model):
    """A dated table, never a constant: the reduced rate is extended by decree, year by year."""

    valid_from = models.DateField(unique=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.percent} % from {self.valid_from}"

    @classmethod
    def on(cls, day: date) -> Decimal:
        rate = cls.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
        return rate.percent if rate else Decimal("0.00")


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
