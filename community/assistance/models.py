"""Helpers act for sellers: with named powers, until a date, by the owner's consent."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.places.models import Province, in_language
from community.private.models import Paper
from community.sellers.models import Seller
from community.sellers.powers import GRANTABLE
from community.words.fields import PlainLineField


class Helper(models.Model):
    """A person at a learning centre or a community whom staff trust to help."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="helper")
    centre_th = PlainLineField(max_length=160)
    centre_en = PlainLineField(max_length=160, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="helpers")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.user} · {self.centre_th}"

    @property
    def centre(self) -> str:
        return in_language(self.centre_th, self.centre_en)


class Grant(models.Model):
    """What an owner lets a helper do, and how the owner said so."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the owner's yes")
        ACTIVE = "active", _("In force")
        ENDED = "ended", _("Ended")  # by the owner, the helper or staff
        REFUSED = "refused", _("Refused")
        EXPIRED = "expired", _("Expired")

    class Consent(models.TextChoices):
        CODE = "code", _("A code on the owner's phone")
        PAPER = "paper", _("A signed paper")
        ACCOUNT = "account", _("The owner, logged in")

    helper = models.ForeignKey(Helper, models.PROTECT, related_name="grants")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants_given")
    seller = models.ForeignKey(Seller, models.PROTECT, related_name="grants")
    powers = ArrayField(models.CharField(max_length=20))  # of community.sellers.powers
    until = models.DateField()  # the last day
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    consent = models.CharField(max_length=8, choices=Consent.choices, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["helper", "seller"],
                condition=Q(state__in=["asked", "active"]),
                name="assistance_one_grant",
            ),
            # Whatever a form or a program says: never the bank account, never the team.
            models.CheckConstraint(
                condition=Q(powers__contained_by=sorted(GRANTABLE)) & ~Q(powers=[]),
                name="assistance_powers_to_be_given",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | (~Q(consent="") & Q(started_at__isnull=False)),
                name="assistance_nothing_without_consent",
            ),
            models.CheckConstraint(
                condition=~Q(consent="paper") | Q(paper__isnull=False),
                name="assistance_paper_is_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper.user} · {self.seller}"
