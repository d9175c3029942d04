from __future__ import annotations

from django.db import models

from shop.listings.models import Listing


class Visits(models.Model):
    """How often buyers looked at a listing on one day, by the market's own calendar."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="visits")
    day = models.DateField()
    views = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "day"], name="visits_one_row_a_day"),
        ]
        indexes = [models.Index(fields=["day"], name="visits_day")]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.day}: {self.views}"
