"""What staff type about payouts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.words.digits import ascii_digits
from shop.desk.number_fields import BahtField
from shop.payouts.funds import funds
from shop.payouts.models import Schedule

Rhythm = Schedule.Rhythm
LONGEST = 200
NUMBERS = ("weeks", "month_day", "hold_days", "cod_hold_days", "reserve_percent", "reserve_days")


class ReasonForm(forms.Form):
    """Why a payout failed, came back or is held."""

    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        error_messages={"required": _("Write why: the shop reads it too.")},
    )


class PaidForm(forms.Form):
    reference = forms.CharField(
        label=_("Bank reference"),
        max_length=60,
        error_messages={"required": _("Write the bank's reference.")},
    )


class PayInForm(forms.Form):
    amount = BahtField(label=_("Amount in baht"), least=Decimal("0.01"))
    reference = forms.CharField(
        label=_("Bank reference"),
        max_length=60,
        error_messages={"required": _("Write the bank's reference.")},
    )


class FundForm(forms.Form):
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Community"),
        error_messages={"required": _("Choose a community.")},
    )
    amount = BahtField(label=_("Amount in baht"), least=Decimal("0.01"))
    note = forms.CharField(
        label=_("To which account, and what for"),
        max_length=LONGEST,
        error_messages={"required": _("Write to which account it goes, and what for.")},
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen = self.fields["community"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = Community.objects.filter(pk__in=_full()).order_by("name_th")


def _full() -> list[int]:
    return [community_id for community_id, baht in funds().items() if baht > 0]


class ScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    """When payouts are made, and what is held back."""

    minimum = BahtField(
        label=_("Pay out from, in baht"), help_text=_("Less waits for the next payout.")
    )

    class Meta:
        model = Schedule
        fields = (
            *("rhythm", "weekday", "weeks", "month_day", "minimum", "hold_days", "cod_hold_days"),
            *("reserve_percent", "reserve_days", "stopped"),
        )
        labels = {
            "rhythm": _("How often"),
            "weekday": _("On which day of the week"),
            "weeks": _("Every how many weeks"),
            "month_day": _("On which day of the month"),
            "hold_days": _("Days to wait after delivery"),
            "cod_hold_days": _("Days to wait where it was paid at the door"),
            "reserve_percent": _("Percent of each payout to keep for a while"),
            "reserve_days": _("For how many days"),
            "stopped": _("Pay out nothing for now, because"),
        }
        help_texts = {
            "weeks": _("1 is every week. Counts where it is weekly."),
            "month_day": _("1 to 28. Counts where it is monthly."),
            "stopped": _("The shop reads it. Empty: payouts go on."),
        }

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(_western(data), **options)

    def clean_cod_hold_days(self) -> int:
        days = int(self.cleaned_data["cod_hold_days"])
        if days < settings.COD_HOLD_DAYS:
            text = _("At least %(days)s days: the law gives the buyer that long.")
            raise forms.ValidationError(text, params={"days": settings.COD_HOLD_DAYS})
        return days


def _western(data: Any) -> Any:
    """Return what was typed with Arabic digits."""
    if data is None:
        return None
    typed = data.copy()
    for name in NUMBERS:
        typed[name] = ascii_digits(typed.get(name, ""))
    return typed
