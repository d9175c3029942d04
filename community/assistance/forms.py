"""What a helper fills in: whom, which powers, until when; and the code that the owner reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.assistance.asking import Owned, owned_by_phone
from community.assistance.granting import LONGEST_DAYS
from community.assistance.words import day_in_words, power_choices
from community.people.fields import PhoneField

DAYS = (30, 90, 180, LONGEST_DAYS)
USUAL_DAYS = 90


class AskForm(forms.Form):
    """One owner, by telephone or known; what for; and the last day."""

    phone = PhoneField(
        label=_("The owner's telephone"),
        help_text=_("The number with which the owner logs in."),
    )
    seller = forms.ChoiceField(label=_("Which shop?"), widget=forms.RadioSelect, required=False)
    powers = forms.MultipleChoiceField(
        label=_("You may"),
        choices=power_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing.")},
    )
    until = forms.TypedChoiceField(
        label=_("Until"),
        coerce=date.fromisoformat,
        help_text=_("The owner can end it earlier at any time."),
    )

    def __init__(self, data: Any = None, *, known: Owned | None = None) -> None:
        until = day_after(USUAL_DAYS).isoformat()
        powers = [power for power, _words in power_choices()]
        super().__init__(data, initial={"powers": powers, "until": until})
        self.known = known
        self.owned: Owned | None = known
        self.fields["until"].choices = [(day.isoformat(), day_in_words(day)) for day in last_days()]  # type: ignore[attr-defined]
        if known:
            del self.fields["phone"], self.fields["seller"]
        else:
            self._offer_shops()

    def _offer_shops(self) -> None:
        """Offer the shops of the number that was typed, where there are several."""
        try:
            phone = self.fields["phone"].clean(self.data.get("phone", ""))
        except forms.ValidationError:
            phone = ""
        self.shops = owned_by_phone(phone) if phone else []
        choices = [(one.seller.slug, one.seller.name) for one in self.shops]
        self.fields["seller"].choices = choices  # type: ignore[attr-defined]
        self.has_choice = len(choices) > 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.known is None and cleaned.get("phone"):
            self._find(cleaned.get("seller", ""))
        return cleaned

    def _find(self, slug: str) -> None:
        if not self.shops:
            self.add_error("phone", _("No owner of a shop logs in with this number."))
        elif self.has_choice and not slug:
            self.add_error("seller", _("This person has several shops: choose one."))
        else:
            found = [one for one in self.shops if one.seller.slug == slug]
            self.owned = found[0] if found else self.shops[0]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code that the owner reads to you"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the six digits.")},
    )


def day_after(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def last_days() -> list[date]:
    return [day_after(days) for days in DAYS]
