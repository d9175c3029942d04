"""What a seller says of a slip: how much came, or why it is refused."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.desk.number_fields import BahtField
from shop.money import SATANG
from shop.slips.models import Slip


class CameForm(forms.Form):
    amount = BahtField(label=_("Came into your account"), least=SATANG)


class NotCameForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why not"),
        choices=Slip.Why.choices,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose why.")},
    )
