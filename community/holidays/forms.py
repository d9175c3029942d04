from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.holidays.models import Holiday
from community.holidays.setting import Overlaps, set_holiday
from community.people.fields import LineField
from community.people.models import User
from community.sellers.models import Seller
from shop.certificates.day_fields import DayField
from shop.display.dates import date_text

LONGEST = timedelta(days=180)
FARTHEST = timedelta(days=730)


def _day(label: Any) -> DayField:
    picker = forms.DateInput(attrs={"type": "date"})
    missing = {"required": _("Choose a day.")}
    return DayField(label=label, help_text="", widget=picker, error_messages=missing)


class HolidayForm(forms.Form):
    """When a seller or a market is closed, both days included, and what buyers read of it."""

    first_day = _day(_("First day closed"))
    last_day = _day(_("Last day closed"))
    note_th = LineField(label=_("A word to buyers, in Thai"), max_length=200, required=False)
    note_en = LineField(label=_("The same in English"), max_length=200, required=False)

    def __init__(self, of: Seller | Community, data: Any = None) -> None:
        super().__init__(data)
        self.of = of
        today = str(timezone.localdate())
        for name in ("first_day", "last_day"):
            self.fields[name].widget.attrs["min"] = today

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over. Choose today or a later day."))
        if day > timezone.localdate() + FARTHEST:
            raise ValidationError(_("This is more than two years away. Is the year right?"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif first and last and last - first >= LONGEST:
            sentence = _("This is longer than half a year. Set the rest when it is nearer.")
            self.add_error("last_day", sentence)
        return cleaned

    def save(self, by: User) -> bool:
        """Set the holiday; say beside the field why not."""
        if not self.is_valid():
            return False
        of = self.of
        holiday = Holiday(created_by=by, **self.cleaned_data)
        holiday.seller = of if isinstance(of, Seller) else None
        holiday.community = of if isinstance(of, Community) else None
        try:
            set_holiday(holiday)
        except Overlaps as other:
            self.add_error("first_day", _overlap(other.holiday))
            return False
        return True


def _overlap(other: Holiday) -> str:
    sentence = _("You are closed from %(first)s to %(last)s already. Choose other days.")
    first, last = date_text(other.first_day, "short"), date_text(other.last_day, "short")
    return str(sentence) % {"first": first, "last": last}
