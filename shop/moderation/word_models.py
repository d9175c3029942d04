from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.words.fields import PlainLineField


class Topic(models.TextChoices):
    ALCOHOL = "alcohol", _("Alcohol")
    TOBACCO = "tobacco", _("Tobacco and e-cigarettes")
    MEDICINE = "medicine", _("Medicines and drugs")
    WILDLIFE = "wildlife", _("Wildlife")
    LOTTERY = "lottery", _("Lottery and gambling")
    OTHER = "other", _("Other goods that may not be sold")


class Word(models.Model):
    """A word that is looked for in titles and texts. Staff edit them."""

    class Effect(models.TextChoices):
        FORBID = "forbid", _("May not stand in a name")  # in a text, staff look at it
        LOOK = "look", _("Staff look at it first")
        FINE = "fine", _("Harmless, though another word is in it")

    topic = models.CharField(max_length=10, choices=Topic.choices)
    effect = models.CharField(max_length=6, choices=Effect.choices)
    text = PlainLineField(max_length=80)
    # As it is compared: two spellings of one word are one row.
    folded = models.CharField(max_length=80, unique=True)
    # เหล้า (liquor) without its mark is เหลา (to whittle): then only this spelling counts.
    marks_matter = models.BooleanField(default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["topic", "effect", "text"]

    def __str__(self) -> str:
        return str(self.text)
