"""What a buyer fills in: what went wrong, and where the money shall go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.banking.banks import bank_choices
from community.banking.models import PayoutAccount
from community.banking.numbers import clean_account
from community.people.fields import LineField
from community.private.paper_field import PaperField
from shop.refunds.models import Refund
from shop.refunds.part_fields import PartsForm
from shop.refunds.words import BUYERS_REASONS

Kind = PayoutAccount.Kind
PROMPTPAY = "promptpay"


class AskForm(PartsForm):
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(reason, Refund.Reason(reason).label) for reason in BUYERS_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    delivery = forms.BooleanField(label=_("The delivery fee too"), required=False)
    note = forms.CharField(
        label=_("Tell the shop about it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photo = PaperField(label=_("A photo of it"), required=False)

    def asks_money(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("delivery"))


class BankForm(forms.Form):
    """Where a refund is sent by hand."""

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
    holder = LineField(
        label=_("Name of the account"),
        max_length=160,
        error_messages={"required": _("Write the name as it stands in the bank book.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Choose the bank")), *bank_choices()]
        self.fields["bank"].choices = choices  # type: ignore[attr-defined]
        self.fields["bank"].required = self.data.get("kind") != Kind.PROMPTPAY
        self.fields["number"].widget.attrs.update({"inputmode": "numeric"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"kind", "bank", "number"} <= cleaned.keys() and not self.errors:
            try:
                bank = "" if cleaned["kind"] == Kind.PROMPTPAY else cleaned["bank"]
                cleaned["number"] = clean_account(cleaned["kind"], bank, cleaned["number"])
            except ValidationError as error:
                self.add_error("number", error)
        return cleaned

    @property
    def account(self) -> dict[str, str]:
        """Return the refund's fields of a valid form."""
        data = self.cleaned_data
        code = PROMPTPAY if data["kind"] == Kind.PROMPTPAY else data["bank"]
        return {"bank_code": code, "bank_number": data["number"], "bank_holder": data["holder"]}


class ComplaintForm(forms.Form):
    text = forms.CharField(
        label=_("What happened, and what would be right?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tell us what happened.")},
    )
