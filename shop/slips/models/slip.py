from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from shop.payments.models import Attempt, Payment
from shop.purchases.models import Baht


class Slip(models.Model):
    """A photo of a bank's slip that a buyer sent for a payment. It proves nothing by itself: a
    person, or a line of the bank's statement, says that the money is there.

    The photo lies sealed under PRIVATE_ROOT, drawn anew by us (photos.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be looked at")
        CONFIRMED = "confirmed", _("The money is there")
        REFUSED = "refused", _("Not this money")

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.WAITING: {State.CONFIRMED, State.REFUSED},
        State.REFUSED: {State.WAITING, State.CONFIRMED},  # refused by mistake; money came late
        State.CONFIRMED: set(),
    }

    class Flag(models.TextChoices):
        NO_CODE = "no_code", _("The small QR code could not be read")
        OTHER = "other", _("The number that was typed is not the one in the small QR code")
        UNKNOWN_BANK = "unknown_bank", _("The bank in the small QR code is not known")
        OLD = "old", _("The slip's number has a day before the purchase")
        LATER = "later", _("Another slip for the same payment was sent before")
        OVER = "over", _("The time to pay was over when it came")

    class Why(models.TextChoices):
        NO_MONEY = "no_money", _("This money is not in the account")
        UNREADABLE = "unreadable", _("The photo cannot be read")
        OTHER_PAYEE = "other_payee", _("It was paid to somebody else")
        NOT_A_SLIP = "not_a_slip", _("It is no slip of a bank")
        CHANGED = "changed", _("The slip was changed")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="slips")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # Of the bank the money left: its code and number, read from the small QR or typed.
    bank_code = models.CharField(max_length=10, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    is_read = models.BooleanField(default=False)  # by us, from the small QR
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the file that was sent
    flags = models.JSONField(default=list, blank=True)  # of Flag
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=12, choices=Why.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # What it turned out to be: the attempt that was booked, and how much came.
    attempt = models.OneToOneField(Attempt, models.PROTECT, null=True, related_name="slip")
    amount = Baht(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            # Whatever bank was chosen beside it: a number is typed again under another.
            models.UniqueConstraint(
                Upper("reference"),
                condition=~Q(reference=""),
                name="slips_reference_once_for_ever",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(attempt__isnull=False, amount__isnull=False),
                name="slips_confirmed_is_booked",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="slips_waiting")]

    def __str__(self) -> str:
        return f"{self.bank_code} {self.reference}".strip() or str(self.key)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def remarks(self) -> list[str]:
        """Return what is odd about it, in the reader's language."""
        return [str(self.Flag(flag).label) for flag in self.flags]
