from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import models


class Baht(models.DecimalField):  # type: ignore[type-arg]
    """An amount in baht with two places."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, **options})  # type: ignore[arg-type]


class VatRate(models.Model):
    """A dated table, never a constant: the reduced rate is extended by decree, year by year."""

    valid_from = models.DateField(unique=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.percent} % from {self.valid_from}"

    @classmethod
    def on(cls, day: date) -> Decimal:
        rate = cls.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
        return rate.percent if rate else Decimal("0.00")
