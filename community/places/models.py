from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language


def in_language(thai: str, english: str) -> str:
    """Return the one for the active language; the other where that one is empty."""
    return (english or thai) if (get_language() or "th").startswith("en") else (thai or english)


class Province(models.Model):
    code = models.CharField(max_length=2, primary_key=True)  # DOPA and ISO 3166-2:TH
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    # Thai dictionary order: the database has no Thai collation (docs/adr).
    sort_key = models.CharField(max_length=160, db_index=True)

    def __str__(self) -> str:
        return in_language(self.name_th, self.name_en)


class District(models.Model):
    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    def __str__(self) -> str:
        return in_language(self.name_th, self.name_en)


class Subdistrict(models.Model):
    code = models.CharField(max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="subdistricts")
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    postcodes = ArrayField(models.CharField(max_length=5), default=list)

    def __str__(self) -> str:
        return in_language(self.name_th, self.name_en)
