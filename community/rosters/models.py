"""Rosters: a list of people that staff bring into a community at once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.sellers.models import Seller
from community.teams.models import Invitation
from community.words.fields import PlainLineField

KEPT_DAYS = 2


def end_of_keeping() -> datetime:
    return timezone.now() + timedelta(days=KEPT_DAYS)


class Roster(models.Model):
    """One file, read and waiting to be confirmed by whoever brought it."""

    class State(models.TextChoices):
        READ = "read", _("To be confirmed")  # nothing is saved but what the file said
        INVITING = "inviting", _("Invitations are being made")  # the worker has it
        INVITED = "invited", _("Invited")
        FAILED = "failed", _("The invitations failed")  # nobody was invited; the rows are kept
        DROPPED = "dropped", _("Thrown away")  # by its owner, or too old

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, models.PROTECT, related_name="rosters")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = PlainLineField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READ)
    # What community.rosters.rows.Row holds, one for each row; empty once it is not needed.
    rows = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=end_of_keeping)  # of the rows, unless confirmed
    confirmed_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    left_out = models.PositiveIntegerField(default=0)  # who was there already

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index("state", "expires_at", name="rosters_to_drop")]

    def __str__(self) -> str:
        return f"{self.community} · {self.file_name}"


class RosterPerson(models.Model):
    """Somebody on a confirmed roster: their invitation, and what the roster knew of them."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="people")
    row = models.PositiveIntegerField()  # of the file, as Excel numbers it
    invitation = models.OneToOneField(
        Invitation, models.CASCADE, related_name="roster_person", null=True
    )
    shop_name = PlainLineField(max_length=160, blank=True)
    kind = models.CharField(max_length=24, choices=Seller.Kind.choices, blank=True)
    makes = PlainLineField(max_length=200, blank=True)

    class Meta:
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "row"], name="rosters_one_person_a_row")
        ]

    def __str__(self) -> str:
        return f"{self.roster} · {self.row}"
