from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from community.sellers.models import Seller
from shop.commission.checking import Preview, preview
from shop.commission.models import Rule
from shop.commission.telling import rule_for
from shop.desk.number_fields import BahtField
from shop.money import ZERO
from shop.office.commission_form import category_choices, seller_of


@dataclass(frozen=True)
class Answer:
    """Which rule holds today, and what a sale keeps by it."""

    seller: Seller
    rule: Rule | None
    preview: Preview


class AskForm(forms.Form):
    """Which rule holds for a shop's goods of one kind?"""

    shop = LineField(
        label=_("Shop"),
        max_length=80,
        error_messages={"required": _("Write the last part of the shop's address, as in mali.")},
    )
    kind = forms.ChoiceField(label=_("Kind of goods"), required=False)
    goods = BahtField(label=_("A sale of"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"goods": Decimal(500)})
        self.fields["kind"].choices = category_choices()  # type: ignore[attr-defined]

    def clean_shop(self) -> Seller | None:
        return seller_of(self.cleaned_data["shop"])

    def answer(self) -> Answer:
        seller: Seller = self.cleaned_data["shop"]
        kind = self.cleaned_data["kind"]
        rule = rule_for(seller, int(kind) if kind else None)
        goods = self.cleaned_data["goods"] or self.initial["goods"]
        return Answer(seller, rule, preview(rule, goods, ZERO))
