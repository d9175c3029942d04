"""What an owner fills in to change where the money goes, and to prove to be there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.banking.banks import bank_choices
from community.banking.changing import NewAccount
from community.banking.models import PayoutAccount
from community.banking.numbers import clean_account
from community.people.fields import LineField

Kind = PayoutAccount.Kind


class AccountForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Where shall the money go?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a bank account or PromptPay.")},
    )
    bank = forms.ChoiceField(
        label=_("Bank"),
        help_text=_("Not needed for PromptPay."),
        error_messages={"required": _("Choose the bank.")},
    )
    number = LineField(
        label=_("Account number or PromptPay id"),
        max_length=40,
        error_messages={"required": _("Write the number as it stands in the bank book.")},
    )
    holder_name = LineField(
        label=_("Name of the account"),
        max_length=160,
        help_text=_("As it stands in the bank book."),
        error_messages={"required": _("Write the name as it stands in the bank book.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [("", _("Choose a bank")), *bank_choices()]  # type: ignore[attr-defined]
        self.fields["bank"].required = self.data.get("kind") != Kind.PROMPTPAY
        self.fields["number"].widget.attrs.update({"inputmode": "numeric"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.PROMPTPAY:
            cleaned["bank"] = ""
        if {"kind", "bank", "number"} <= cleaned.keys() and not self.errors:
            self._clean_number(cleaned)
        return cleaned

    def _clean_number(self, cleaned: dict[str, Any]) -> None:
        try:
            number = clean_account(cleaned["kind"], cleaned["bank"], cleaned["number"])
        except ValidationError as error:
            self.add_error("number", error)
        else:
            cleaned["number"] = number

    @property
    def wanted(self) -> NewAccount:
        """Return what a valid form asks for."""
        typed = self.cleaned_data
        return NewAccount(typed["kind"], typed["bank"], typed["number"], typed["holder_name"])


class CodeForm(forms.Form):
    code = LineField(
        label=_("The six digits from the SMS"),
        max_length=20,
        autocomplete="one-time-code",
        error_messages={"required": _("Write the six digits from the SMS.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric"})


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Write your password.")},
    )
