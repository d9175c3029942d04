from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.people.fields import one_line
from community.people.models import User
from community.words.digits import ascii_digits
from shop.certificates.day_fields import DayField
from shop.desk.number_fields import BahtField, CountField
from shop.display.prices import baht_text
from shop.money import baht
from shop.vouchers.funds import AboveFund
from shop.vouchers.making import CodeTaken, NewVoucher, Owner, make_voucher

CODE = re.compile(r"[A-Z0-9]{4,20}")
NOUGHT = Decimal(0)
ALL = 100
LONGEST = timedelta(days=366)
KINDS = [("amount", _("Baht")), ("percent", _("Percent"))]


class VoucherForm(forms.Form):
    """A voucher as a shop, a community or the marketplace gives it out."""

    code = forms.CharField(
        label=_("The code that buyers type"),
        max_length=40,
        help_text=_("4 to 20 letters A–Z and digits, as in MALI50."),
        error_messages={"required": _("Write a code, as in MALI50.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    kind = forms.ChoiceField(
        label=_("It takes off"),
        choices=KINDS,
        initial="amount",
        widget=forms.RadioSelect,
    )
    value = BahtField(label=_("How much"))
    most = BahtField(label=_("At most, in baht, where it is a percent"), required=False)
    least_goods = BahtField(label=_("Only for goods from, in baht"), least=NOUGHT, required=False)
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    times = CountField(label=_("How often in all"), required=False)
    budget = BahtField(label=_("How much in all, in baht"), required=False)
    once_each = forms.BooleanField(
        label=_("Once for each buyer"),
        required=False,
        help_text=_("Buyers must then log in to use it."),
    )

    def __init__(self, owner: Owner, data: Any = None) -> None:
        today = timezone.localdate()
        days = {"first_day": today, "last_day": today + timedelta(days=30)}
        super().__init__(data, initial=days)
        self.owner = owner
        if isinstance(owner, Community):
            self.fields["budget"].required = True
            self.fields["budget"].help_text = _("Your community's fund must have it.")

    def clean_code(self) -> str:
        code = ascii_digits(one_line(self.cleaned_data["code"])).upper().replace(" ", "")
        if not CODE.fullmatch(code):
            raise ValidationError(_("Use 4 to 20 letters A–Z and digits, as in MALI50."))
        return code

    def clean_times(self) -> int | None:
        times: int | None = self.cleaned_data["times"]
        if times == 0:
            raise ValidationError(_("Write 1 or more, or nothing for as often as you like."))
        return times

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_percent, value = cleaned.get("kind") == "percent", cleaned.get("value")
        if is_percent and value is not None and value > ALL:
            self.add_error("value", _("A percent is at most 100."))
        if not is_percent and cleaned.get("most"):
            self.add_error("most", _("This is for a percent. Leave it empty for baht."))
        self._check_days(cleaned)
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif last and last < timezone.localdate():
            self.add_error("last_day", _("This day is over. Choose today or a later day."))
        elif first and last and last - first > LONGEST:
            self.add_error("last_day", _("A code holds a year at most. Is the year right?"))

    def save(self, by: User) -> bool:
        """Write the voucher; what is wrong is said beside its field."""
        if not self.is_valid():
            return False
        try:
            make_voucher(self._new(), self.owner, by)
        except CodeTaken:
            self.add_error("code", _("This code is taken. Choose another one."))
        except AboveFund as wrong:
            sentence = _("The fund has %(left)s for new codes. Write that or less.")
            self.add_error("budget", sentence % {"left": baht_text(wrong.left)})
        return not self.errors

    def _new(self) -> NewVoucher:
        typed = self.cleaned_data
        is_percent = typed["kind"] == "percent"
        return NewVoucher(
            code=typed["code"],
            first_day=typed["first_day"],
            last_day=typed["last_day"],
            percent=typed["value"] if is_percent else None,
            amount=None if is_percent else baht(typed["value"]),
            most=typed["most"] if is_percent else None,
            least_goods=baht(typed["least_goods"] or NOUGHT),
            times=typed["times"],
            budget=typed["budget"],
            once_each=typed["once_each"],
        )
