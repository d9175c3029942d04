"""What a shop fills in when money goes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from shop.refunds.models import Refund
from shop.refunds.part_fields import PartsForm

Reason = Refund.Reason
AFTER = (Reason.RETURNED, Reason.DAMAGED, Reason.MISSING, Reason.WRONG, Reason.GOODWILL)


class CancelForm(PartsForm):
    """What cannot be sent of an order that is still here."""

    to_shelf = forms.BooleanField(
        label=_("The goods are here and can be sold to somebody else"), required=False
    )
    note = LineField(label=_("A word to the buyer"), max_length=200, required=False)


class RefundForm(PartsForm):
    """What a shop gives back of what was sent."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(reason, Reason(reason).label) for reason in AFTER],
        error_messages={"required": _("Choose why.")},
    )
    money = forms.DecimalField(
        label=_("Or an amount of money for the goods, in baht"),
        help_text=_("Nothing written above: the goods stay with the buyer."),
        required=False,
        min_value=0,
        decimal_places=2,
        max_digits=9,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    delivery = forms.BooleanField(label=_("The delivery fee too"), required=False)
    to_shelf = forms.BooleanField(
        label=_("The goods came back and can be sold again"), required=False
    )
    note = LineField(label=_("A word to the buyer"), max_length=200, required=False)

    def asks_money(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("delivery") or cleaned.get("money"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("money") and any(self.quantities.values()):
            self.add_error("money", _("Write pieces or an amount, not both."))
        return cleaned


class ReturnedForm(forms.Form):
    to_shelf = forms.BooleanField(
        label=_("The goods are whole and can be sold again"), required=False
    )
    delivery = forms.BooleanField(
        label=_("The buyer gets the delivery fee back too"), required=False
    )


class AnswerForm(forms.Form):
    """A shop's yes or no to a buyer; a no says why."""

    answer = LineField(label=_("Your answer to the buyer"), max_length=500, required=False)
    to_shelf = forms.BooleanField(
        label=_("The goods came back and can be sold again"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.data.get("act") == "refuse" and not cleaned.get("answer"):
            self.add_error("answer", _("Say why not: the buyer reads it."))
        return cleaned


class PaidForm(forms.Form):
    reference = LineField(
        label=_("Number of the transfer"),
        max_length=60,
        required=False,
        help_text=_("Not needed for cash."),
    )
