from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from shop.purchases.models import Baht


class BankFile(models.Model):
    """A statement of the marketplace's bank account, as its bank exports it. Imported once."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256: the same file twice
    layout = models.CharField(max_length=20)  # which headings it had: layouts.py
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    opening = Baht(null=True)  # before the first line, where the file has balances
    closing = Baht(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
