"""The checklist. Staff change it in the office, without code."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.places.models import in_language
from community.words.fields import PlainLineField, PlainTextField


class Requirement(models.Model):
    class Kind(models.TextChoices):
        IDENTITY = "identity", _("Identity document")  # national id number and its photo
        REGISTRATION = "registration", _("Registration")  # of the enterprise or company
        ACCOUNT = "account", _("Bank account or PromptPay")  # four eyes
        PROFILE = "profile", _("Name, place and story")
        PHOTO = "photo", _("A photo of the shop or the people")
        TRAINING = "training", _("Training done")  # ticked by staff
        TERMS = "terms", _("Terms of the market")  # version and date
        VISIT = "visit", _("A visit")  # ticked by staff
        LISTINGS = "listings", _("Goods listed")  # counted
        DOCUMENT = "document", _("Another document")

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title_th = PlainLineField(max_length=120)
    title_en = PlainLineField(max_length=120, blank=True)
    help_th = PlainTextField(blank=True)
    help_en = PlainTextField(blank=True)
    asked_of = ArrayField(models.CharField(max_length=24))  # of Application.Kind
    is_required = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    least = models.PositiveSmallIntegerField(default=1)  # listings; or papers to bring
    terms_version = models.CharField(max_length=20, blank=True)
    terms_from = models.DateField(null=True, blank=True)
    terms_th = PlainTextField(blank=True)
    terms_en = PlainTextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title_th)

    @property
    def title(self) -> str:
        return in_language(self.title_th, self.title_en)

    @property
    def help(self) -> str:
        return in_language(self.help_th, self.help_en)

    @property
    def terms(self) -> str:
        return in_language(self.terms_th, self.terms_en)
