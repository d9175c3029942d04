from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shop.payments.models import Attempt, Payment
from shop.purchases.models import Baht
from shop.slips.models.bank_file import BankFile
from shop.slips.models.slip import Slip


class BankLine(models.Model):
    """One line of a statement. Money that came in waits until a person says what it is for.

    From its import until then it stands in the ledger as UNMATCHED.
    """

    class State(models.TextChoices):
        MATCHED = "matched", _("Found what it pays")  # a guess: a person confirms
        NO_MATCH = "no_match", _("Nobody knows what for")
        DUPLICATE = "duplicate", _("Came with an earlier file")  # never booked
        DISCARDED = "discarded", _("Set aside")  # a person said what else it is
        DONE = "done", _("Booked")
        OUT = "out", _("Went out")  # payouts and refunds book it where they are

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.MATCHED: {State.DONE, State.NO_MATCH, State.DISCARDED},
        State.NO_MATCH: {State.MATCHED, State.DONE, State.DISCARDED},
        State.DISCARDED: {State.NO_MATCH},  # what is OTHER may be looked at again
        State.DUPLICATE: set(),
        State.DONE: set(),
        State.OUT: set(),
    }
    OPEN: ClassVar[list[str]] = [State.MATCHED, State.NO_MATCH]

    class Why(models.TextChoices):
        REFERENCE = "reference", _("same number as on the slip")
        NUMBER = "number", _("the purchase's number stands in it")
        AMOUNT = "amount", _("same amount, at that time")
        HAND = "hand", _("chosen by hand")

    class What(models.TextChoices):
        SETTLEMENT = "settlement", _("From the payment gateway")  # booked by its own import
        PAYOUT_BACK = "payout_back", _("A payout that came back")  # booked at the payouts
        PAY_IN = "pay_in", _("A shop paid what it owed")  # booked at its debt
        SENT_BACK = "sent_back", _("Sent back to who sent it")
        OTHER = "other", _("Something else: stays unmatched")

    file = models.ForeignKey(BankFile, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField()  # of the file, from 1
    at = models.DateTimeField()
    has_time = models.BooleanField(default=False)  # else the start of its day
    amount = Baht()  # plus: came in
    balance = Baht(null=True)
    text = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices)
    # What it is for: a guess until DONE.
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="bank_lines")
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, related_name="bank_lines")
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    attempt = models.OneToOneField(Attempt, models.PROTECT, null=True, related_name="bank_line")
    what = models.CharField(max_length=12, choices=What.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "row"], name="slips_row_once"),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~Q(state="duplicate"),
                name="slips_line_once_for_ever",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(attempt__isnull=False), name="slips_done_is_booked"
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded") | ~Q(what=""), name="slips_set_aside_as_something"
            ),
            models.CheckConstraint(
                condition=Q(state="duplicate") | Q(state="out", amount__lt=0) | Q(amount__gt=0),
                name="slips_out_is_below_zero",
            ),
        ]
        indexes = [models.Index(fields=["state", "at"], name="slips_lines_waiting")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.amount}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
