from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """A photo that comes in parts from a telephone, and goes on where the line dropped."""

    class State(models.TextChoices):
        COMING = "coming", _("On its way")  # some of it, or all but not looked at yet
        KEPT = "kept", _("Here")  # an original is kept under photo_key
        REFUSED = "refused", _("Not a photo")  # what came can never be shown

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    # The telephone's own name for it: begun twice, it is one.
    key = models.UUIDField()
    size = models.PositiveIntegerField()  # bytes, as announced
    received = models.PositiveIntegerField(default=0)  # bytes, without a gap
    state = models.CharField(max_length=8, choices=State.choices, default=State.COMING)
    photo_key = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="upload_one_of_each"),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="upload_within_its_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.received} of {self.size}"

    @property
    def is_whole(self) -> bool:
        return self.received == self.size
