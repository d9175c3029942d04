"""Invitations: into a seller's team, into a community, or to sell under one."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community, Membership
from community.sellers.models import Seller, SellerMember


class Invitation(models.Model):
    """A link for one person. Used once, by whom it was meant for, before it expires."""

    class Into(models.TextChoices):
        TEAM = "team", _("The team of a shop")  # seller and role
        COMMUNITY = "community", _("A community")  # community and role
        SELLING = "selling", _("Selling under a community")  # community; leads to an application

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    into = models.CharField(max_length=12, choices=Into.choices)
    seller = models.ForeignKey(Seller, models.CASCADE, null=True, related_name="invitations")
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=12, blank=True)  # of SellerMember, or of Membership
    name = models.CharField(max_length=120, blank=True)  # of the person, as the sender knows them
    phone = models.CharField(max_length=16, blank=True)  # E.164
    email = models.EmailField(blank=True)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the link's secret
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(into="team", seller__isnull=False)
                | Q(into__in=["community", "selling"], community__isnull=False),
                name="teams_invitation_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="teams_invitation_reaches_somebody"
            ),
        ]

    @property
    def place(self) -> Seller | Community:
        """Return where it leads; the constraint says that there is one."""
        return self.seller or cast(Community, self.community)

    @property
    def role_label(self) -> str:
        """Return the role's name, empty for one to sell."""
        if self.into == self.Into.SELLING:
            return ""
        roles = SellerMember.Role if self.into == self.Into.TEAM else Membership.Role
        return str(roles(self.role).label)

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= timezone.now()

    def __str__(self) -> str:
        return f"{self.name or self.phone or self.email} · {self.seller or self.community}"
