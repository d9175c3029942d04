"""What a seller says of a slip: how much came, or why it is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.desk.number_fields import BahtField
from shop.display.prices import baht_full_text
from shop.money import SATANG
from shop.slips.models import Slip


class CameForm(forms.Form):
    """How much came. Another amount than asked goes back whole, so it is asked for twice."""

    amount = BahtField(label=_("Came into your account"), least=SATANG)
    sure = forms.BooleanField(
        label=_("Yes, that is what came, and all of it goes back to the buyer"), required=False
    )

    def __init__(self, *args: Any, asked: Decimal, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.asks_again = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        amount = cleaned.get("amount")
        if amount is None or amount == self.asked:
            return cleaned
        self.asks_again = True
        if not cleaned["sure"]:
            facts = {"amount": baht_full_text(amount), "asked": baht_full_text(self.asked)}
            text = _("You wrote %(amount)s, and %(asked)s was asked. Look again, or tick the box.")
            self.add_error("amount", text % facts)
        return cleaned


class NotCameForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why not"),
        choices=Slip.Why.choices,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose why.")},
    )
