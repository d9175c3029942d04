"""Where a seller's money goes. The numbers are sealed; a change waits and is looked at twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.banking.banks import bank_name
from community.private.fields import EncryptedField
from community.sellers.models import Seller


class PayoutAccount(models.Model):
    class Kind(models.TextChoices):
        BANK = "bank", _("Bank account")
        PROMPTPAY = "promptpay", _("PromptPay")

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the owner's own yes")
        HELD = "held", _("Confirmed; starts after 24 hours")
        ACTIVE = "active", _("In use")
        REPLACED = "replaced", _("Replaced by a later one")
        REFUSED = "refused", _("Stopped before it began")

    seller = models.ForeignKey(Seller, models.PROTECT, related_name="payout_accounts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    bank_code = models.CharField(max_length=3, blank=True)  # of the Bank of Thailand: 004
    number = EncryptedField()  # digits alone
    number_index = models.CharField(max_length=64, db_index=True)
    last_four = models.CharField(max_length=4)
    holder_name = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    active_from = models.DateTimeField(null=True)
    # Two of the staff look at a seller's first account; the second is somebody else.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Everybody who was told of it as an owner: stopped being one, they can still stop it.
    warned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seller"], condition=Q(state="active"), name="banking_one_active"
            ),
            models.UniqueConstraint(
                fields=["seller"],
                condition=Q(state__in=["asked", "held"]),
                name="banking_one_change_at_a_time",
            ),
        ]

    @property
    def where(self) -> str:
        """Return the bank, or PromptPay, in the reader's language."""
        return bank_name(self.bank_code) if self.bank_code else str(self.get_kind_display())

    def __str__(self) -> str:
        return f"{self.seller} · {self.last_four}"
