from __future__ import annotations

from decimal import Decimal
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.private.fields import EncryptedField
from shop.payments.models import Attempt
from shop.purchases.models import Baht, Purchase, SellerOrder, SellerOrderLine


class Refund(models.Model):
    """Money of the buyer's that goes back, or is asked for: always out of one attempt."""

    class Reason(models.TextChoices):
        LATE = "late", _("Paid after the goods were given back")
        DUPLICATE = "duplicate", _("Paid twice")
        AMOUNT = "amount", _("Another amount than asked")
        WEIGHT = "weight", _("Lighter than ordered")
        CANCELLED = "cancelled", _("The seller cannot send it")
        REFUSED = "refused", _("The buyer did not take the parcel")
        RETURNED = "returned", _("The buyer sent it back")
        DAMAGED = "damaged", _("Came broken or spoiled")
        MISSING = "missing", _("Something was missing")
        WRONG = "wrong", _("Not what was ordered")
        GOODWILL = "goodwill", _("To be kind")
        DISPUTE = "dispute", _("A dispute was decided")

    # Money that was never for goods: the whole payment goes back, no seller has a part in it.
    IN_VAIN: ClassVar[list[str]] = [Reason.LATE, Reason.DUPLICATE, Reason.AMOUNT]

    class Way(models.TextChoices):
        GATEWAY = "gateway", _("Through the gateway")
        MANUAL = "manual", _("By bank transfer")  # the buyer names an account by our own form
        CASH = "cash", _("In cash, by the seller")  # at the stall, or for cash on delivery

    class State(models.TextChoices):
        REQUESTED = "requested", _("Asked for")  # by the buyer; nothing is booked
        APPROVED = "approved", _("Approved")  # booked: it is the buyer's money
        SENT = "sent", _("Sent")  # written before the gateway is asked: outcome unknown
        PENDING = "pending", _("Waiting at the gateway")  # for the buyer's bank account, say
        MANUAL = "manual", _("To be paid by hand")  # the gateway cannot, or failed
        DONE = "done", pgettext_lazy("a refund", "Done")
        FAILED = "failed", _("Failed")  # the gateway gave it up; goes on by hand
        REFUSED = "refused", pgettext_lazy("a refund", "Refused")  # never booked

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.REQUESTED: {State.APPROVED, State.REFUSED},
        State.APPROVED: {State.SENT, State.MANUAL},
        State.SENT: {State.PENDING, State.DONE, State.FAILED, State.APPROVED},
        State.PENDING: {State.DONE, State.FAILED},
        State.MANUAL: {State.DONE, State.APPROVED},
        State.FAILED: {State.MANUAL},
        State.DONE: {State.FAILED},  # a card's bank sends it back after all
        State.REFUSED: set(),
    }
    # Counted in Attempt.refunded and SellerOrder.refunded.
    BOOKED: ClassVar[list[str]] = [
        State.APPROVED,
        State.SENT,
        State.PENDING,
        State.MANUAL,
        State.DONE,
        State.FAILED,
    ]
    # Booked, and the buyer does not have it yet.
    DUE: ClassVar[list[str]] = [
        State.APPROVED,
        State.SENT,
        State.PENDING,
        State.MANUAL,
        State.FAILED,
    ]

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="refunds")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="refunds")
    # Whose share it comes out of; empty for money that came in vain.
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="refunds")
    # Makes asking twice one refund, and is the gateway's idempotency key.
    key = models.CharField(max_length=60, unique=True)
    amount = Baht()  # = goods + delivery + fee, or all of it for money in vain
    goods = Baht(default=Decimal("0.00"))
    delivery = Baht(default=Decimal("0.00"))
    fee = Baht(default=Decimal("0.00"))
    # What comes back to the seller with it, at the rates frozen at the sale.
    commission = Baht(default=Decimal("0.00"))
    commission_vat = Baht(default=Decimal("0.00"))
    commission_fund = Baht(default=Decimal("0.00"))
    # What goes back from the seller to those who bore a voucher on the goods.
    voucher = Baht(default=Decimal("0.00"))
    # What a lost chargeback paid of it: its buyer has that already.
    by_bank = Baht(default=Decimal("0.00"), db_default=Decimal("0.00"))
    reason = models.CharField(max_length=12, choices=Reason.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    note = models.CharField(max_length=500, blank=True)  # what the buyer or the seller wrote
    answer = models.CharField(max_length=500, blank=True)  # what staff or the seller answered
    gateway_id = models.CharField(max_length=255, unique=True, null=True)
    error_code = models.CharField(max_length=80, blank=True)
    # The buyer's own account, for a transfer by hand; sealed, and forgotten after a while.
    bank_code = models.CharField(max_length=10, blank=True)  # or "promptpay"
    bank_number = EncryptedField(blank=True)
    bank_holder = models.CharField(max_length=160, blank=True)
    bank_reference = models.CharField(max_length=60, blank=True)  # of the transfer we made
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The first of two pairs of eyes, where the amount asks for two.
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The ledger's account that the money left from, and how often it came back from there.
    paid_from = models.CharField(max_length=60, blank=True)
    came_back = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    approved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="refunds_refund_above_zero"
            ),
            models.CheckConstraint(
                condition=models.Q(seller_order=None, goods=0, delivery=0, fee=0)
                | models.Q(
                    seller_order__isnull=False,
                    amount=models.F("goods") + models.F("delivery") + models.F("fee"),
                ),
                name="refunds_amount_is_its_parts",
            ),
            models.CheckConstraint(
                condition=models.Q(by_bank__gte=0, by_bank__lte=models.F("amount")),
                name="refunds_by_bank_within",
            ),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=models.Q(reason__in=["late", "duplicate", "amount"]),
                name="refunds_all_goes_back_once",
            ),
            models.UniqueConstraint(
                fields=["seller_order"],
                condition=models.Q(reason="weight"),
                name="refunds_weight_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="refunds_waiting")]

    def __str__(self) -> str:
        return self.key

    @property
    def is_due(self) -> bool:
        return self.state in self.DUE

    @property
    def to_pay(self) -> Decimal:
        """Return what of it is for us to pay, or was."""
        left: Decimal = self.amount - self.by_bank
        return left

    @property
    def asks_for_account(self) -> bool:
        """Return whether the buyer has to name an account before anybody can pay it."""
        waits = self.state in {self.State.APPROVED, self.State.MANUAL}
        return self.way == self.Way.MANUAL and waits and not self.bank_code


class RefundLine(models.Model):
    """A part of a refund that is for a line of goods."""

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="lines")
    line = models.ForeignKey(SellerOrderLine, models.PROTECT, related_name="refund_lines")
    quantity = models.PositiveIntegerField(default=0)  # pieces or grams; 0: money alone
    amount = Baht()
    to_shelf = models.BooleanField(default=False)  # the goods come back and can be sold again
    not_sent = models.BooleanField(default=False)  # it was approved before they left

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["refund", "line"], name="refunds_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.refund} · {self.amount}"


class RefundPhoto(models.Model):
    """What the buyer shows of the goods; its picture is ours, drawn anew, and lies sealed."""

    refund = models.ForeignKey(Refund, models.CASCADE, related_name="photos")
    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.key)
