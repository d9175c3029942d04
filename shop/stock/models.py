from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReservationQuerySet(models.QuerySet["Reservation"]):
    def open(self) -> ReservationQuerySet:
        return self.filter(state__in=Reservation.OPEN)


class Reservation(models.Model):
    """Goods held for a purchase.

    What a stock record calls allocated is the sum of its open reservations that draw on
    stock; audit_books proves it. Goods made to order hold nothing: draws_on_stock is off.
    """

    class State(models.TextChoices):
        HELD = "held", _("Held")  # until the buyer pays or the time is over
        CLAIMED = "claimed", _("Claimed")  # paid for; still on the seller's shelf
        CONSUMED = "consumed", _("Consumed")  # handed over; off the shelf
        RELEASED = "released", _("Released")  # given back

    OPEN: ClassVar[list[str]] = [State.HELD, State.CLAIMED]
    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.HELD: {State.CLAIMED, State.RELEASED},
        State.CLAIMED: {State.CONSUMED, State.RELEASED},
        State.RELEASED: {State.CLAIMED},  # money came late and the goods were still there
        State.CONSUMED: set(),
    }

    # The purchase's number; stock knows nothing else of purchases.
    reference = models.CharField(max_length=20, db_index=True)
    stock_record = models.ForeignKey(
        "partner.StockRecord", models.PROTECT, related_name="reservations"
    )
    quantity = models.PositiveIntegerField()
    draws_on_stock = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "stock_record"], name="stock_one_reservation"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="stock_reservation_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} · {self.quantity}"
