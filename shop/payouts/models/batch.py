from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Batch(models.Model):
    """Payouts that were drawn up together: two people let them go, one file takes them."""

    class State(models.TextChoices):
        DRAWN_UP = "drawn_up", _("Drawn up")  # its entries are claimed; nothing is booked
        # Booked: off the sellers' balances.
        RELEASED = "released", pgettext_lazy("a payout", "Released")
        EXPORTED = "exported", _("File made")  # the bank's file was taken at least once
        CLOSED = "closed", _("Closed")  # of each payout is known how it ended
        DROPPED = "dropped", _("Dropped")  # before its release; the entries are free again

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.DRAWN_UP: {State.RELEASED, State.DROPPED},
        State.RELEASED: {State.EXPORTED, State.CLOSED},
        State.EXPORTED: {State.CLOSED},
        State.CLOSED: set(),
        State.DROPPED: set(),
    }

    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAWN_UP)
    # Empty: by the worker, on the day of the schedule.
    drawn_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    drawn_up_at = models.DateTimeField(auto_now_add=True)
    # The first pair of eyes (whoever drew it up by hand), and the second.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    exported_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # closed or dropped

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(released_by=None)
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("released_by"))),
                name="payouts_released_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drawn_up", "dropped"]) | Q(released_by__isnull=False),
                name="payouts_released_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"B{self.pk:05d}"
