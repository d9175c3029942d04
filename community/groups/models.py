from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.places.models import Province, in_language
from community.words.fields import PlainLineField, PlainTextField


class Community(models.Model):
    """A group people belong to. One with market days is a market."""

    class Kind(models.TextChoices):
        ENTERPRISE = "community_enterprise", _("Community enterprise")
        OTOP = "otop_group", _("OTOP group")
        MARKET = "community_market", _("Community market")
        NETWORK = "sme_network", _("SME network")

    class State(models.TextChoices):
        JOINING = "joining", _("Joining")  # no page yet
        APPROVED = "approved", _("Approved")
        SUSPENDED = "suspended", _("Suspended")  # its page is hidden; its sellers sell on
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.JOINING)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    name_th = PlainLineField(max_length=160)
    name_en = PlainLineField(max_length=160, blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="communities")
    district = models.CharField(max_length=80, blank=True)
    subdistrict = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    story_th = PlainTextField(blank=True)
    story_en = PlainTextField(blank=True)
    market_days = models.CharField(max_length=300, blank=True)  # "Sat 08:00-16:00; Sun …"
    # The first of pickup_places on one line, kept here by community.groups.pickup: what checkout
    # and product page read (docs/adr/0018).
    pickup_place = models.CharField(max_length=200, blank=True)
    cover_key = models.CharField(max_length=40, blank=True)  # as Photo.key; empty: no picture
    cover_widths = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def story(self) -> str:
        return in_language(self.story_th, self.story_en)

    @property
    def is_public(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def is_market(self) -> bool:
        return self.kind == self.Kind.MARKET

    @property
    def cover(self) -> dict[str, Any] | None:
        """Return what the picture tag draws, or None until the sizes exist."""
        if not self.cover_widths:
            return None
        return {"key": self.cover_key, "tone": "", "widths": self.cover_widths, "alt": ""}

    @property
    def place(self) -> str:
        """Return the sub-district and the district, as far as they are known."""
        return " · ".join(filter(None, [self.subdistrict, self.district]))

    def get_absolute_url(self) -> str:
        return reverse("browse:community", args=[self.slug])


class PickupPlace(models.Model):
    """Where orders are collected. The first one is what checkout offers."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="pickup_places")
    position = models.PositiveSmallIntegerField(default=0)
    name_th = PlainLineField(max_length=200)
    name_en = PlainLineField(max_length=200, blank=True)
    where = PlainLineField(max_length=200, blank=True)  # how to find it
    when = PlainLineField(max_length=160, blank=True)  # in words: หลังตลาดวาย ถึงสองทุ่ม
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)


class Membership(models.Model):
    """A person's part in a community."""

    class Role(models.TextChoices):
        MANAGER = "manager", _("Manager")
        MEMBER = "member", _("Member")

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], name="groups_one_membership")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.community}"


class SellerRequest(models.Model):
    """A shop's wish to sell under a community, made by nobody's invitation: its managers decide."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        GRANTED = "granted", _("Sells here")
        REFUSED = "refused", pgettext_lazy("a shop that asked", "Refused")
        WITHDRAWN = "withdrawn", _("Taken back")  # by the shop

    community = models.ForeignKey(Community, models.CASCADE, related_name="seller_requests")
    seller = models.ForeignKey("sellers.Seller", models.CASCADE, related_name="community_requests")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "seller"],
                condition=models.Q(state="waiting"),
                name="groups_one_request_waits",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seller} · {self.community}"
