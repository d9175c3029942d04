"""What a person is told of joining, teams, help and certificates, by the channel they chose."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.channels.outgoing import Outgoing


class Channel(models.TextChoices):
    SMS = "sms", _("SMS")
    EMAIL = "email", _("E-mail")
    LINE = "line", _("LINE")


class Notice(Outgoing):
    """Something one person is told once, by the channel the person chose."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    # The first to try; when it is sent, the one that took it.
    channel = models.CharField(max_length=8, choices=Channel.choices)
    language = models.CharField(max_length=5)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]


class OneTimeCode(models.Model):
    """A code that was sent. The last one for a phone, purpose and subject is the one that opens."""

    phone = models.CharField(max_length=16)  # E.164
    purpose = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)  # keyed; the code itself is not kept
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)  # used, or never sent

    class Meta:
        indexes = [
            models.Index(fields=["phone", "created_at"], name="channels_code_by_phone"),
            models.Index(fields=["created_at"], name="channels_code_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.pk}"
