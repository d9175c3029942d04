from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community
from community.people.fields import LineField
from community.sellers.models import Seller
from shop.certificates.day_fields import DayField
from shop.desk.number_fields import BahtField
from shop.ledger.accounts import CLEARING, OF_A_COMMUNITY, OF_A_SELLER, of_seller
from shop.ledger.models import Account
from shop.purchases.models import Purchase

Kind = Account.Kind
LONGEST_DAYS = 400
FIRST_DAY = date(2020, 1, 1)  # no market of this kind has books from before
# What is open in these is counted by acts of their own: a correction would break the count.
OF_THEIR_ACTS = {*CLEARING, Kind.REFUNDS_DUE}
ALONE = {Kind.BANK, Kind.UNMATCHED, Kind.COMMISSION, Kind.COMMISSION_VAT, Kind.FEE_INCOME,
         Kind.FEES, Kind.DISCOUNTS, Kind.LOSSES}  # fmt: skip


class AccountField(forms.CharField):
    """An account by its code, or a seller's balance by the name in the shop's address."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.widget.attrs |= {"list": "accounts", "autocomplete": "off", "spellcheck": "false"}
        self.error_messages["required"] = _("Choose an account.")

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if typed.partition(":")[0] in OF_THEIR_ACTS:
            raise ValidationError(_("This account moves by its own acts alone. Choose another."))
        code = _code(typed)
        if not code:
            raise ValidationError(
                _("There is no account “%(typed)s”. Choose one from the list."),
                params={"typed": typed},
            )
        return code


def _code(typed: str) -> str:
    """Return the code of an account that is there or can be; empty for what names none."""
    kind, _colon, whose = typed.partition(":")
    if typed in ALONE or Account.objects.filter(code=typed).exists():
        return typed
    if whose.isascii() and whose.isdecimal() and len(whose) < 10:
        of_whom = Seller if kind in OF_A_SELLER else Community if kind in OF_A_COMMUNITY else None
        return typed if of_whom and of_whom.objects.filter(pk=int(whose)).exists() else ""
    seller = Seller.objects.filter(slug=typed).first()
    return of_seller(seller.pk) if seller else ""


class CorrectionForm(forms.Form):
    debit = AccountField(
        label=_("Take from (debit)"),
        help_text=_("For a loss that we bear: losses. For money that came to our bank: bank."),
    )
    credit = AccountField(
        label=_("Give to (credit)"),
        help_text=_("A shop: the name in its address, such as mali. Its balance grows."),
    )
    amount = BahtField(label=_("Amount"), least=Decimal("0.01"))
    reason = LineField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say why: it stays in the books for ever.")},
    )
    number = LineField(label=_("Purchase"), max_length=20, required=False)

    def clean_number(self) -> Purchase | None:
        typed = str(self.cleaned_data["number"]).strip().upper().removeprefix("#")
        if not typed:
            return None
        found = Purchase.objects.filter(number=typed).first()
        if found is None:
            raise ValidationError(_("There is no purchase with this number."))
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("debit") and data.get("debit") == data.get("credit"):
            self.add_error("credit", _("Choose two different accounts."))
        return data


def can_have_books(day: date) -> bool:
    return FIRST_DAY <= day <= timezone.localdate()


class BookDayField(DayField):
    """A day of which there can be books: neither long ago nor still to come."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and day < FIRST_DAY:
            raise ValidationError(_("There are no books of so long ago."))
        if day and not can_have_books(day):
            raise ValidationError(_("This day is still to come."))
        return day


class PeriodForm(forms.Form):
    """The days of a table for the accountant."""

    first = BookDayField(label=_("From"))
    last = BookDayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if isinstance(first, date) and isinstance(last, date):
            if last < first:
                self.add_error("last", _("The last day is before the first one."))
            elif (last - first).days > LONGEST_DAYS:
                self.add_error("last", _("At most 400 days at once."))
        return data
