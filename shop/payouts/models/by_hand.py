from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.sellers.models import Seller
from shop.purchases.models import Baht


class PayIn(models.Model):
    """Money that a seller paid to the market to settle a debt, as staff saw it in the bank."""

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="pay_ins")
    amount = Baht()
    bank_reference = models.CharField(max_length=60, unique=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payouts_pay_in_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.bank_reference}"


class FundPayout(models.Model):
    """Money of a community's fund that is transferred to it: one proposes, another pays."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")  # nothing is booked
        PAID = "paid", _("Paid out")  # by somebody else, with the bank's reference
        DROPPED = "dropped", _("Left out")

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.PROPOSED: {State.PAID, State.DROPPED},
        State.PAID: set(),
        State.DROPPED: set(),
    }

    community = models.ForeignKey(Community, models.PROTECT, related_name="fund_payouts")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    amount = Baht()
    note = models.CharField(max_length=200)  # to whom, and why
    bank_reference = models.CharField(max_length=60, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payouts_fund_above_zero"),
            models.CheckConstraint(
                condition=~Q(state="paid")
                | (
                    Q(ended_by__isnull=False)
                    & ~Q(ended_by=F("proposed_by"))
                    & ~Q(bank_reference="")
                ),
                name="payouts_fund_by_two",
            ),
            models.UniqueConstraint(
                fields=["bank_reference"],
                condition=~Q(bank_reference=""),
                name="payouts_fund_reference_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} · {self.amount}"
