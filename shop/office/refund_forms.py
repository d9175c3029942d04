"""What staff fill in: an answer, a bank's reference, a decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from shop.disputes.models import Dispute


class DecideForm(forms.Form):
    goods = forms.DecimalField(
        label=_("Give back for the goods, in baht"),
        help_text=_("Less than asked for, where only a part is right."),
        required=False,
        min_value=0,
        decimal_places=2,
        max_digits=9,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    answer = LineField(label=_("Answer to the buyer"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.data.get("act") == "refuse" and not cleaned.get("answer"):
            self.add_error("answer", _("Say why not: the buyer reads it."))
        return cleaned


class PayForm(forms.Form):
    reference = LineField(
        label=_("The bank's reference of the transfer"),
        max_length=60,
        error_messages={"required": _("Write the bank's reference: it proves the transfer.")},
    )


class SettleForm(forms.Form):
    """How a complaint is decided."""

    act = forms.ChoiceField(
        label=_("Who is right?"),
        choices=[("buyer", _("The buyer")), ("seller", _("The shop"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who is right.")},
    )
    amount = forms.DecimalField(
        label=_("The buyer gets, in baht"),
        min_value=Decimal("0.01"),
        decimal_places=2,
        max_digits=9,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    bearer = forms.ChoiceField(
        label=_("Who bears it?"), choices=Dispute.Bearer.choices, widget=forms.RadioSelect
    )
    answer = LineField(
        label=_("Why: both read it"),
        max_length=500,
        error_messages={"required": _("Say why: both sides read it.")},
    )

    def __init__(self, most: Decimal, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.most = most

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("act") == "buyer" and "amount" not in self.errors:
            amount = cleaned.get("amount") or self.most
            if amount > self.most:
                self.add_error("amount", _("That is more than was asked for."))
            cleaned["amount"] = amount
        return cleaned


class EvidenceForm(forms.Form):
    text = forms.CharField(
        label=_("What speaks for it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what speaks for it.")},
    )
