"""Who did what, for whom, to what. Append-only: a trigger refuses every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One thing that somebody did. Names are kept as they were then."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # Null: the market itself, such as the worker.
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=120, blank=True)
    # Whom a helper acted for; null where people act for themselves.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=60)  # paper.opened: its words are in community.audit.words
    target_type = models.CharField(max_length=60)  # joining.application
    target_id = models.BigIntegerField()
    seller_id = models.BigIntegerField(null=True)  # whose desk it concerns
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index("target_type", "target_id", "id", name="audit_target"),
            models.Index("seller_id", "id", name="audit_seller"),
        ]

    def __str__(self) -> str:
        return self.verb
