"""What staff say of slips, and of lines of the bank."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from community.sellers.models import Seller
from shop.desk.number_fields import BahtField
from shop.desk.slips_forms import CameForm
from shop.display.prices import baht_full_text
from shop.money import SATANG
from shop.payments.models import Payment
from shop.payouts.debts import debts
from shop.slips.matching import to_the_bank
from shop.slips.models import BankLine, Slip


class ConfirmForm(CameForm):
    amount = BahtField(label=_("Came into the account"), least=SATANG)


class RefuseForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why not"),
        choices=Slip.Why.choices,
        error_messages={"required": _("Choose why."), "invalid_choice": _("Choose why.")},
    )


class StatementForm(forms.Form):
    file = forms.FileField(
        label=_("The bank's statement"),
        allow_empty_file=True,  # said in our words, when it is read
        help_text=_("CSV as your bank's site exports it, at most 5 MB and 5,000 rows."),
        error_messages={"required": _("Choose the file of the bank.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )


class BookForm(forms.Form):
    number = forms.CharField(
        label=_("Purchase"),
        max_length=30,
        help_text=_("Its number, such as K7Q2-9XMD."),
        error_messages={"required": _("Write the purchase's number.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_number(self) -> Payment:
        number = self.cleaned_data["number"].strip().upper().removeprefix("#")
        payment = to_the_bank().filter(purchase__number=number).first()
        if payment is None:
            raise forms.ValidationError(
                _("No purchase with this number is paid into the marketplace's account."),
                code="unknown",
            )
        return payment


class ShopField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Sellers who owe the market, the largest debt first, each with what it owes."""

    owed: dict[int, Decimal]

    def offer(self, owed: dict[int, Decimal]) -> None:
        self.owed = owed
        place = Case(*(When(pk=pk, then=Value(nth)) for nth, pk in enumerate(owed)), default=0)
        self.queryset = Seller.objects.filter(pk__in=owed).order_by(place)

    def label_from_instance(self, obj: Seller) -> str:
        owes = baht_full_text(self.owed[obj.pk])
        return _("%(shop)s · owes %(amount)s") % {"shop": obj.name, "amount": owes}


class DebtForm(forms.Form):
    """Which shop a line is the payment of a debt of."""

    seller = ShopField(
        Seller.objects.none(),
        label=_("Shop"),
        empty_label=_("Choose the shop"),
        error_messages={
            "required": _("Choose the shop."),
            "invalid_choice": _("This shop owes nothing. Choose a shop that does."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shops = debts()
        chosen = self.fields["seller"]
        if isinstance(chosen, ShopField):
            chosen.offer(self.shops)


class AsideForm(forms.Form):
    what = forms.ChoiceField(label=_("What it is"), choices=BankLine.What.choices)
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        help_text=_("Who said so, or the bank's number of the transfer back."),
        error_messages={"required": _("Write a word about it: others will read it.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["note"].widget.attrs["autocomplete"] = "off"
