"""What somebody is told once: the row, written with the act and sent after it commits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outgoing(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")  # the worker tries again

    # What happened, to what, for whom: the guard of "once".
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)  # when a worker last took it
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key
