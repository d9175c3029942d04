"""The card of the account that the money goes to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.banking.banks import bank_choices
from community.banking.models import PayoutAccount
from community.banking.numbers import account_index, clean_account, last_four
from community.banking.opening import NAMED
from community.joining.cards import Card
from community.people.fields import LineField
from community.people.models import User

PROMPTPAY, BANK = PayoutAccount.Kind.PROMPTPAY.value, PayoutAccount.Kind.BANK.value


class AccountCard(Card):
    """Where the money goes: PromptPay or a bank, the number, the name that it is in."""

    where = forms.ChoiceField(label=_("PromptPay or bank"), required=False)
    number = LineField(label=_("PromptPay or account number"), max_length=60, required=False)
    holder = LineField(label=_("In whose name"), max_length=160, required=False)
    field_order = ("where", "number", "holder", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        application = self.application
        banks = bank_choices()
        self.fields["where"].choices = [("", _("Choose")), (PROMPTPAY, _("PromptPay")), *banks]  # type: ignore[attr-defined]
        self.initial["where"] = application.bank_code or application.account_kind
        self.initial["holder"] = application.account_holder or application.applicant.name
        number = self.fields["number"]
        number.widget.attrs["inputmode"] = "numeric"
        number.help_text = _("For PromptPay: your mobile number or id number.")
        if application.account_number:
            number.help_text = _now(
                "Saved: it ends with %(last)s. Write it again only to change it."
            ) % {"last": last_four(application.account_number)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        where, typed = cleaned.get("where", ""), cleaned.get("number", "")
        if typed and not where and "where" not in self.errors:
            self.add_error("where", _("Choose PromptPay or the bank."))
        elif typed and where:
            self._clean_number(where, typed)
        elif where and self._moves_away(where):
            self.add_error("number", _("Write the number of this account."))
        return cleaned

    def fill_and_keep(self, by: User, remove: str = "") -> None:
        before = self._account()
        super().fill_and_keep(by, remove)
        typed = bool(self.cleaned_data.get("number")) and not self.is_settled
        if typed or before != self._account():
            self._write_down(by, typed)

    def fill(self) -> bool:
        application, told = self.application, self.cleaned_data
        before = self._account()
        if told.get("where") and "number" in told and "where" not in self.errors:
            application.account_kind, application.bank_code = _parts(told["where"])
        if told.get("number") and told.get("where"):
            application.account_number = told["number"]
            application.account_index = account_index(told["number"])
        if told.get("holder"):
            application.account_holder = told["holder"]
        return before != self._account()

    def _write_down(self, by: User, typed: bool) -> None:
        """Say who wrote it: what another wrote waits for the owner's own yes (opening)."""
        application = self.application
        record(
            by,
            NAMED,
            application,
            owner=None if by == application.applicant else application.applicant,
            seller_id=application.made_seller_id,
            number_typed=typed,
            last_four=last_four(application.account_number),
        )

    def _account(self) -> tuple[str, ...]:
        names = ("account_kind", "bank_code", "account_number", "account_holder")
        return tuple(getattr(self.application, name) for name in names)

    def _clean_number(self, where: str, typed: str) -> None:
        try:
            self.cleaned_data["number"] = clean_account(*_parts(where), typed)
        except ValidationError as refused:
            self.add_error("number", refused)

    def _moves_away(self, where: str) -> bool:
        application = self.application
        now = (application.account_kind, application.bank_code)
        return bool(application.account_number) and now != _parts(where)

    def _paper_label(self) -> Any:
        return _("First page of the bank book (not for PromptPay)")


def _parts(where: str) -> tuple[str, str]:
    """Return the account's kind and the bank's code."""
    return (PROMPTPAY, "") if where == PROMPTPAY else (BANK, where)
