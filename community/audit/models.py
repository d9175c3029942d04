"""Who did what, for whom, to what. Append-only: a trigger refuses every change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from community.audit.words import words_of


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
            models.Index("verb", "id", name="audit_verb"),
        ]

    def __str__(self) -> str:
        return self.verb

    @property
    def words(self) -> str:
        return words_of(self.verb)

    @property
    def who(self) -> str:
        """Return who did it: the actor, "Dao for Mali", or the market itself."""
        if not self.actor_id:
            return _("The market")
        if not self.owner_id or self.owner_id == self.actor_id:
            return self.actor_name
        return _("%(helper)s for %(owner)s") % {
            "helper": self.actor_name,
            "owner": self.owner_name,
        }

    @property
    def target(self) -> str:
        return f"{self.target_type}:{self.target_id}"
