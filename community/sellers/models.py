from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.places.models import Province, in_language
from community.words.fields import PlainLineField, PlainTextField


class Seller(models.Model):
    """A person or group that sells. Oscar's partner behind it holds the stock."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual")
        ENTERPRISE = "community_enterprise", _("Community enterprise")
        COMPANY = "company", _("Company")

    class State(models.TextChoices):
        JOINING = "joining", _("Joining")  # may prepare its goods; nothing is on sale
        APPROVED = "approved", _("Approved")  # its listings are on sale
        SUSPENDED = "suspended", _("Suspended")  # hidden; open orders go on
        CLOSED = "closed", _("Closed")

    partner = models.OneToOneField("partner.Partner", models.PROTECT, related_name="seller")
    slug = models.SlugField(max_length=80, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.JOINING)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    name_th = PlainLineField(max_length=160)
    name_en = PlainLineField(max_length=160, blank=True)
    story_th = PlainTextField(blank=True)
    story_en = PlainTextField(blank=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="sellers")
    communities = models.ManyToManyField(Community, related_name="sellers", blank=True)
    phone = models.CharField(max_length=20, blank=True)
    line_id = models.CharField(max_length=60, blank=True)
    registration_no = models.CharField(max_length=30, blank=True)
    vat_registered = models.BooleanField(default=False)
    ships_in_days = models.PositiveSmallIntegerField(default=2)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def story(self) -> str:
        return in_language(self.story_th, self.story_en)

    @property
    def is_selling(self) -> bool:
        return self.state == self.State.APPROVED

    def get_absolute_url(self) -> str:
        return reverse("browse:seller", args=[self.slug])


class SellerMember(models.Model):
    """A person's part in a seller's team."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Manager")
        PACKER = "packer", _("Packer")
        ACCOUNTANT = "accountant", _("Accountant")

    seller = models.ForeignKey(Seller, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="seller_memberships"
    )
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.OWNER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "user"], name="sellers_one_membership")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.seller}"
