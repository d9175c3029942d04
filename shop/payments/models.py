from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.purchases.models import Baht, Purchase, SellerOrder


class Payment(models.Model):
    """What is to be paid in one go, reached by one or more attempts.

    One for a purchase where the marketplace collects; one for each seller order where sellers
    do (Purchase.collect_by).
    """

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        PAID = "paid", _("Paid")
        CLOSED = "closed", _("Closed")  # the purchase expired or was cancelled unpaid

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.OPEN: {State.PAID, State.CLOSED},
        State.CLOSED: {State.PAID},  # late money
        State.PAID: set(),
    }

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="payments")
    # Whose share it pays; empty: the whole purchase, to the marketplace.
    seller_order = models.OneToOneField(
        SellerOrder, models.PROTECT, null=True, related_name="payment"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    amount = Baht()
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purchase"],
                condition=models.Q(seller_order=None),
                name="payments_one_for_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.seller_order.number if self.seller_order else self.purchase.number

    @property
    def number(self) -> str:
        """Return what it pays: the purchase's number, or the seller order's."""
        return str(self)


class Attempt(models.Model):
    """One try to pay: backed by exactly one object at the gateway, or by none where a person
    sees the money come (a transfer, cash)."""

    class Method(models.TextChoices):
        PROMPTPAY = "promptpay", _("PromptPay QR")
        CARD = "card", _("Credit or debit card")
        OWN_QR = "own_qr", _("PromptPay QR of the marketplace")  # no gateway, a bank statement
        TRANSFER = "transfer", _("Bank transfer")
        SELLER_QR = "seller_qr", _("PromptPay QR of the seller")
        COD = "cod", _("Cash on delivery")
        CASH = "cash", _("Cash or QR at pickup")

    class State(models.TextChoices):
        NEW = "new", _("New")  # written before the gateway is asked
        UNKNOWN = "unknown", _("Unknown")  # asked, no answer: neither paid nor failed
        OPEN = "open", _("Waiting for the buyer")
        SUCCEEDED = "succeeded", _("Succeeded")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    LIVE: ClassVar[list[str]] = [State.NEW, State.UNKNOWN, State.OPEN]
    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.NEW: {State.UNKNOWN, State.OPEN, State.SUCCEEDED, State.FAILED, State.CANCELLED},
        State.UNKNOWN: {State.OPEN, State.SUCCEEDED, State.FAILED, State.CANCELLED},
        State.OPEN: {State.SUCCEEDED, State.FAILED, State.CANCELLED},
        State.FAILED: {State.SUCCEEDED},  # money that came after all
        State.CANCELLED: {State.SUCCEEDED},
        State.SUCCEEDED: set(),
    }

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=12, choices=Method.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    gateway = models.CharField(max_length=20, default="stripe", blank=True)  # empty: none
    idempotency_key = models.CharField(max_length=60, unique=True)  # purchase and attempt
    # The object that is paid (a Checkout session or an intent), and the intent inside it.
    gateway_id = models.CharField(max_length=255, unique=True, null=True)
    intent_id = models.CharField(max_length=255, unique=True, null=True)
    amount = Baht()
    received = Baht(null=True)
    refunded = Baht(default=Decimal("0.00"))  # what goes back of it, unless it failed for good
    next_url = models.URLField(max_length=2000, blank=True)  # the hosted page, for cards
    qr_data = models.TextField(blank=True)  # what the PromptPay QR says
    error_code = models.CharField(max_length=80, blank=True)
    # Where a person or a bank statement saw the money come: the bank's reference, who, when.
    reference = models.CharField(max_length=60, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "number"], name="payments_attempt_number"),
            models.CheckConstraint(
                condition=models.Q(refunded=0)
                | models.Q(refunded__gt=0, refunded__lte=models.F("received")),
                name="payments_refunded_within_received",
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(state__in=["new", "unknown", "open"]),
                name="payments_one_live_attempt",
            ),
        ]

    def __str__(self) -> str:
        return self.idempotency_key
