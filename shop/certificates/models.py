"""Certificates: what a seller says its goods have, and whether staff have seen the paper."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.private.models import Paper
from community.sellers.models import Seller
from community.words.fields import PlainLineField, PlainTextField
from shop.listings.models import Listing


class CertificateSet(models.QuerySet["Certificate"]):
    def shown_on(self, day: date) -> CertificateSet:
        """Keep those that buyers see on that day, the first and the last one with it."""
        begun = Q(issued_on__isnull=True) | Q(issued_on__lte=day)
        not_over = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        return self.filter(begun, not_over, state=Certificate.State.CHECKED)


class Certificate(models.Model):
    """One paper of one seller, for some of its goods. Buyers see it while checked and valid."""

    class Kind(models.TextChoices):
        OTOP = "otop", _("OTOP stars")
        GI = "gi", _("Geographical indication (GI)")
        ORGANIC = "organic", _("Organic")
        FDA = "fda", _("FDA number")
        TCPS = "tcps", _("Community product standard (TCPS)")
        HALAL = "halal", _("Halal")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for staff")
        CHECKED = "checked", _("Checked")
        # With a reason; may be mended and sent again.
        REFUSED = "refused", pgettext_lazy("certificate", "Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")  # by its seller, for good
        # Its last day is over; a new one takes its place.
        EXPIRED = "expired", pgettext_lazy("certificate", "Ended")

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="certificates")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = PlainLineField(max_length=60, blank=True)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)  # 1-5, OTOP only
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # of the stars; Gregorian
    issuer = PlainLineField(max_length=160, blank=True)
    issued_on = models.DateField(null=True, blank=True)  # the first day it counts
    expires_on = models.DateField(null=True, blank=True)  # the last day; empty: it has none
    evidence = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    listings = models.ManyToManyField(Listing, related_name="held_certificates", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = PlainTextField(blank=True)  # why refused, in words for the seller
    sent_at = models.DateTimeField(default=timezone.now)  # the last time; staff decide on this one
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    told_before_at = models.DateTimeField(null=True, blank=True)  # that it ends in a month
    told_last_at = models.DateTimeField(null=True, blank=True)  # that it ends today
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CertificateSet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index("state", "sent_at", "id", name="certificates_queue"),
            models.Index("state", "expires_on", name="certificates_ending"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def days_left(self) -> int | None:
        """Return how many days it still counts, today with them; None when it has no end."""
        if self.expires_on is None:
            return None
        return max((self.expires_on - timezone.localdate()).days + 1, 0)

    @property
    def is_shown(self) -> bool:
        begun = self.issued_on is None or self.issued_on <= timezone.localdate()
        return self.state == self.State.CHECKED and begun and self.days_left != 0
