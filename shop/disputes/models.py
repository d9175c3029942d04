from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.payments.models import Attempt
from shop.purchases.models import Baht, Purchase, SellerOrder
from shop.refunds.models import Refund


class Dispute(models.Model):
    """A buyer who wants money back and does not agree with the seller: asked of the market, or
    of the bank that issued the card."""

    class Kind(models.TextChoices):
        CHARGEBACK = "chargeback", _("The card's bank took the money back")
        COMPLAINT = "complaint", _("The buyer asks the market to decide")

    class State(models.TextChoices):
        OPEN = "open", _("Needs an answer")  # by the deadline
        ANSWERED = "answered", _("Being decided")  # by the bank; of complaints, by us
        WON = "won", _("The buyer was not right")
        LOST = "lost", _("The buyer was right")
        WITHDRAWN = "withdrawn", _("Taken back by the buyer")

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.OPEN: {State.ANSWERED, State.WON, State.LOST, State.WITHDRAWN},
        State.ANSWERED: {State.OPEN, State.WON, State.LOST, State.WITHDRAWN},
        State.WON: set(),
        State.LOST: set(),
        State.WITHDRAWN: set(),
    }
    RUNNING: ClassVar[list[str]] = [State.OPEN, State.ANSWERED]

    class Bearer(models.TextChoices):
        SELLER = "seller", _("The shop")
        MARKETPLACE = "marketplace", _("The market")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="disputes")
    # Whose share it is about; empty for a chargeback of a purchase from several shops.
    seller_order = models.ForeignKey(
        SellerOrder, models.PROTECT, null=True, related_name="disputes"
    )
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="disputes")
    # Of a complaint: what was asked for first, and what was given in the end.
    request = models.OneToOneField(Refund, models.PROTECT, null=True, related_name="complaint")
    refund = models.OneToOneField(Refund, models.PROTECT, null=True, related_name="decided_in")
    amount = Baht()
    reason = models.CharField(max_length=40, blank=True)  # the bank's word for it
    gateway_id = models.CharField(max_length=255, unique=True, null=True)
    # The money has left the gateway's account while it runs.
    is_withdrawn = models.BooleanField(default=False)
    deadline = models.DateTimeField(null=True)
    bearer = models.CharField(max_length=12, choices=Bearer.choices, default=Bearer.SELLER)
    answer = models.CharField(max_length=500, blank=True)  # how it was decided, and why
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="disputes_amount_above_zero"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="complaint", request__isnull=False)
                | models.Q(kind="chargeback", attempt__isnull=False, gateway_id__isnull=False),
                name="disputes_chargeback_or_complaint",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline"], name="disputes_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.purchase.number}"

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING


class Evidence(models.Model):
    """What somebody says to a dispute. Never edited."""

    class Of(models.TextChoices):
        BUYER = "buyer", _("The buyer")
        SELLER = "seller", _("The shop")
        STAFF = "staff", _("The market")

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="evidence")
    of = models.CharField(max_length=8, choices=Of.choices)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # Of a shop: which of them, where a chargeback is about several; none reads the others'.
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="+")
    # Of a photo with it, sealed beside those of refunds.
    photo_key = models.UUIDField(unique=True, null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.text[:40]
