from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.channels.models import Channel
from community.channels.outgoing import Outgoing


class Wish(models.Model):
    """Somebody wants to hear, once, when something sold out is there again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        TOLD = "told", _("Told")
        ENDED = "ended", _("Ended")  # by who asked, or after half a year

    ALLOWED: ClassVar[dict[str, set[str]]] = {
        State.WAITING: {State.TOLD, State.ENDED},
        State.TOLD: set(),
        State.ENDED: set(),
    }

    stock_record = models.ForeignKey("partner.StockRecord", models.CASCADE, related_name="+")
    # Either an account, told by the way it chose, or an address that was typed.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    to = models.CharField(max_length=254, blank=True)  # an e-mail address, or E.164
    language = models.CharField(max_length=5, default="th")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) | models.Q(to=""), name="wish_one_way"
            ),
            models.UniqueConstraint(
                fields=["stock_record", "to"],
                condition=models.Q(state="waiting") & ~models.Q(to=""),
                name="wish_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["stock_record", "user"],
                condition=models.Q(state="waiting"),
                name="wish_once_an_account",
            ),
        ]
        indexes = [
            models.Index(
                fields=["stock_record"],
                name="wish_waiting",
                condition=models.Q(state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.stock_record_id} · {self.state}"


class BackLetter(Outgoing):
    """Tells an address without an account that something is back; sent once, then forgotten."""

    wish = models.OneToOneField(Wish, models.CASCADE, related_name="letter")
    channel = models.CharField(max_length=8, choices=Channel.choices)


class LowStock(models.Model):
    """What a seller was told runs low; gone once there is enough again."""

    stock_record = models.OneToOneField(
        "partner.StockRecord", models.CASCADE, primary_key=True, related_name="+"
    )
    is_out = models.BooleanField(default=False)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.stock_record_id)
