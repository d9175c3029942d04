"""Days on which a seller, or a whole market, takes no orders: Songkran, the harvest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.groups.models import Community
from community.sellers.models import Seller
from community.words.fields import PlainLineField


class Holiday(models.Model):
    """First and last day included, in Thai time. Ends by itself."""

    seller = models.ForeignKey(Seller, models.CASCADE, null=True, related_name="holidays")
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="holidays")
    first_day = models.DateField()
    last_day = models.DateField()
    note_th = PlainLineField(max_length=200, blank=True)
    note_en = PlainLineField(max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seller__isnull=True) ^ Q(community__isnull=True),
                name="holidays_of_one",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="holidays_end_after_they_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seller or self.community}: {self.first_day}–{self.last_day}"

    @property
    def of(self) -> Seller | Community:
        """Return whose it is: a constraint says that it is one of the two."""
        of = self.seller or self.community
        if of is None:
            raise ValueError("a holiday of nobody")
        return of
