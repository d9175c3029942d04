from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class GatewayTransaction(models.Model):
    """A movement of our money as the gateway's own books have it, kept once for ever.

    Satang; plus is ours. `amount_satang` is before the fee that the gateway kept of it.
    """

    class Kind(models.TextChoices):
        CHARGE = "charge", _("Payment")
        REFUND = "refund", _("Refund")
        REFUND_BACK = "refund_back", _("Refund that came back")
        DISPUTE = "dispute", _("Dispute")
        FEE = "fee", _("Fee")  # of its own, besides those of payments
        SETTLEMENT = "settlement", _("To the bank")
        OTHER = "other", _("Something else")  # a person says what it is

    class State(models.TextChoices):
        MATCHED = "matched", _("Agrees")
        UNDER_WAY = "under_way", _("Under way")  # ours is booked when the gateway is done
        MISSING = "missing", _("Not in our ledger")
        DIFFERENT = "different", _("Another amount in our ledger")

    gateway = models.CharField(max_length=20, default="stripe")
    gateway_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # What of ours it is about: the intent of a payment, the gateway's id of a refund, a dispute.
    reference = models.CharField(max_length=255, blank=True)
    amount_satang = models.BigIntegerField()
    fee_satang = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="thb")
    description = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MISSING)
    at = models.DateTimeField()
    available_at = models.DateTimeField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "gateway_id"], name="ledger_gateway_transaction_once"
            ),
        ]
        indexes = [
            models.Index(fields=["gateway", "at"], name="ledger_gateway_at"),
            models.Index(fields=["reference"], name="ledger_gateway_reference"),
            models.Index(
                fields=["at"],
                condition=~models.Q(state="matched"),
                name="ledger_gateway_open",
            ),
        ]

    def __str__(self) -> str:
        return self.gateway_id

    @property
    def net_satang(self) -> int:
        return self.amount_satang - self.fee_satang
