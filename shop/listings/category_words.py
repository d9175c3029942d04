from __future__ import annotations

from django.db import models

from community.places.models import in_language


class CategoryWords(models.Model):
    """The names of a category in both languages: Oscar's category has room for one.

    The address keeps Oscar's own slug, which is romanised.
    """

    category = models.OneToOneField(
        "catalogue.Category", models.CASCADE, primary_key=True, related_name="words"
    )
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    # A kind of certificate that goods here must have, for all below too; empty: none.
    needs_certificate = models.CharField(max_length=8, blank=True)

    class Meta:
        verbose_name_plural = "category words"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)
