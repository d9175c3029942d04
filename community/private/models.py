"""Papers: identity cards, bank books, certificates. Their files are never public."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """A file that few may see. Its bytes lie under PRIVATE_ROOT, never under MEDIA_ROOT."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("Picture")  # drawn anew on arrival: a JPEG of ours
        PDF = "pdf", _("PDF")  # kept as it came, never opened in a page; its pages are drawn

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # Whose paper it is; a helper may have brought it.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="papers")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)  # as its sender called it
    digest = models.CharField(max_length=64)  # SHA-256 of what is kept
    size_bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name or str(self.key)

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)
