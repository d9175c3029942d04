from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shop.purchases.models.amounts import Baht


class Purchase(models.Model):
    class State(models.TextChoices):
        AWAITING_PAYMENT = "awaiting_payment", _("Waiting for payment")  # stock is held
        AGREED = "agreed", _("Paid when the goods come")  # goods first: on delivery, at pickup
        PAID = "paid", _("Paid")
        EXPIRED = "expired", _("Expired")  # not paid in time; stock is back
        CANCELLED = "cancelled", _("Cancelled")  # without any money

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.AWAITING_PAYMENT: {State.PAID, State.AGREED, State.EXPIRED, State.CANCELLED},
        State.AGREED: {State.PAID, State.CANCELLED},
        State.EXPIRED: {State.PAID},  # late money, and the goods were still there
        State.CANCELLED: set(),  # its buyer has the goods in a basket again: late money goes back
        State.PAID: set(),
    }

    class CollectBy(models.TextChoices):
        PLATFORM = "platform", _("The marketplace collects")  # one payment for all sellers
        SELLER_DIRECT = "seller_direct", _("Each seller collects")  # one payment for each

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
    fee = Baht(default=Decimal("0.00"))  # for the way to pay, as shown before placing
    total = Baht()
    # The way to pay that was chosen (shop.ways), and into whose hands it pays.
    way = models.CharField(max_length=20, default="promptpay")
    collect_by = models.CharField(
        max_length=14, choices=CollectBy.choices, default=CollectBy.PLATFORM
    )
    shown = models.CharField(max_length=64)  # hash of what the buyer agreed to
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("goods")
                    - models.F("discount")
                    + models.F("delivery")
                    + models.F("fee")
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
    def is_paid_later(self) -> bool:
        """Return whether the goods go before the money: on delivery, at pickup."""
        return self.way in ("cod", "cash")

    @property
    def is_paid(self) -> bool:
        return self.state == self.State.PAID

    def get_absolute_url(self) -> str:
        return reverse("orders:purchase", args=[self.number])
