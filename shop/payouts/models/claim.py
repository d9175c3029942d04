from __future__ import annotations

from django.db import models

from shop.ledger.models import Entry
from shop.payouts.models.payout import Payout


class Claim(models.Model):
    """An entry of a seller's balance that a payout covers: one entry in one payout only."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="claims")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="claim")

    def __str__(self) -> str:
        return f"{self.payout} · {self.entry_id}"


class Reserve(models.Model):
    """Money that was left on the balance when a payout went out, and until when."""

    payout = models.OneToOneField(Payout, models.PROTECT, related_name="kept")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="reserve")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.payout} · {self.until:%Y-%m-%d}"
