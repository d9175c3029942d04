from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shop.ledger.models.book import Journal
from shop.ledger.models.gateway_transaction import GatewayTransaction
from shop.purchases.models import Purchase, SellerOrder


class Correction(models.Model):
    """What one of the staff would post by hand, and what another decided. Two entries."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for a second person")
        POSTED = "posted", _("Posted")
        REFUSED = "refused", pgettext_lazy("a correction", "Refused")
        WITHDRAWN = "withdrawn", _("Taken back")  # by who proposed it

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.PROPOSED: {State.POSTED, State.REFUSED, State.WITHDRAWN},
        State.POSTED: set(),
        State.REFUSED: set(),
        State.WITHDRAWN: set(),
    }

    # Codes of shop.ledger.accounts: the first gets a debit, the second a credit.
    debit = models.CharField(max_length=60)
    credit = models.CharField(max_length=60)
    amount_satang = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    purchase = models.ForeignKey(Purchase, models.PROTECT, null=True, related_name="corrections")
    seller_order = models.ForeignKey(SellerOrder, models.PROTECT, null=True, related_name="+")
    # A movement at the gateway that it explains.
    transaction = models.ForeignKey(
        GatewayTransaction, models.PROTECT, null=True, related_name="corrections"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    journal = models.OneToOneField(Journal, models.PROTECT, null=True, related_name="correction")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_satang__gt=0) & ~Q(debit=F("credit")) & ~Q(reason=""),
                name="ledger_correction_moves_money",
            ),
            models.CheckConstraint(
                condition=~Q(state="posted")
                | (
                    Q(decided_by__isnull=False, journal__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
                name="ledger_correction_posted_by_another",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="ledger_corrections_waiting")]

    def __str__(self) -> str:
        return f"{self.debit} ← {self.credit} {self.amount_satang}"

    @property
    def key(self) -> str:
        return f"correction:{self.pk}"
