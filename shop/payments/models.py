from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.purchases.models import Baht, Purchase, SellerOrder


class Payment(models.Model):
    """What a purchase costs its buyer: one for each purchase, reached by one or more attempts."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        PAID = "paid", _("Paid")
        CLOSED = "closed", _("Closed")  # the purchase expired or was cancelled unpaid

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.OPEN: {State.PAID, State.CLOSED},
        State.CLOSED: {State.PAID},  # late money
        State.PAID: set(),
    }

    purchase = models.OneToOneField(Purchase, models.PROTECT, related_name="payment")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    amount = Baht()
    paid_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.purchase.number


class Attempt(models.Model):
    """One try to pay, backed by exactly one object at the gateway."""

    class Method(models.TextChoices):
        PROMPTPAY = "promptpay", _("PromptPay QR")
        CARD = "card", _("Credit or debit card")

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
    gateway = models.CharField(max_length=20, default="stripe")
    idempotency_key = models.CharField(max_length=60, unique=True)  # purchase and attempt
    # The object that is paid (a Checkout session or an intent), and the intent inside it.
    gateway_id = models.CharField(max_length=255, unique=True, null=True)
    intent_id = models.CharField(max_length=255, unique=True, null=True)
    amount = Baht()
    received = Baht(null=True)
    next_url = models.URLField(max_length=2000, blank=True)  # the hosted page, for cards
    qr_data = models.TextField(blank=True)  # what the PromptPay QR says
    error_code = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "number"], name="payments_attempt_number"),
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(state__in=["new", "unknown", "open"]),
                name="payments_one_live_attempt",
            ),
        ]

    def __str__(self) -> str:
        return self.idempotency_key


class RefundDue(models.Model):
    """Money that is the buyer's and is still with us. Staff see each one."""

    class Reason(models.TextChoices):
        LATE = "late", _("Paid after the goods were given back")
        DUPLICATE = "duplicate", _("Paid twice")
        AMOUNT = "amount", _("Another amount than asked")
        WEIGHT = "weight", _("Lighter than ordered")

    class Way(models.TextChoices):
        GATEWAY = "gateway", _("Through the gateway")
        MANUAL = "manual", _("By bank transfer")  # no e-mail address to send Stripe's form to

    class State(models.TextChoices):
        DUE = "due", _("Due")
        DONE = "done", _("Done")

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="refunds_due")
    # For a part of what was kept: the seller order that came to less. Else all of it goes back.
    seller_order = models.OneToOneField(
        SellerOrder, models.PROTECT, null=True, related_name="refund_due"
    )
    amount = Baht()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"],
                condition=models.Q(seller_order=None),
                name="payments_all_goes_back_once",
            ),
            models.CheckConstraint(
                condition=models.Q(reason="weight", seller_order__isnull=False)
                | (~models.Q(reason="weight") & models.Q(seller_order=None)),
                name="payments_weight_is_of_a_seller_order",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="payments_refund_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} · {self.amount}"
