from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from shop.purchases.models import Baht


class Schedule(models.Model):
    """When sellers are paid, and what is held back: the market's one row, or one seller's own."""

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Every week or every few weeks")
        MONTHLY = "monthly", _("Every month")
        BY_HAND = "by_hand", _("Only when one of us draws it up")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    # Empty: the market's own, for every seller without a row.
    seller = models.ForeignKey(Seller, models.PROTECT, null=True, related_name="payout_schedules")
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=Weekday.MONDAY)
    weeks = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    month_day = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    next_on = models.DateField(null=True)  # the day the worker draws up next
    minimum = Baht(validators=[MinValueValidator(Decimal("1.00"))])
    hold_days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(90)])
    cod_hold_days = models.PositiveSmallIntegerField(validators=[MaxValueValidator(90)])
    reserve_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal("0.00"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(50))],
    )
    reserve_days = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    stopped = models.CharField(max_length=200, blank=True)  # why nothing is paid out; empty: goes
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seller"], nulls_distinct=False, name="payouts_one_schedule"
            ),
            models.CheckConstraint(
                condition=models.Q(reserve_percent__gte=0, reserve_percent__lte=50),
                name="payouts_reserve_within",
            ),
        ]

    def __str__(self) -> str:
        return str(self.seller) if self.seller else "market"
