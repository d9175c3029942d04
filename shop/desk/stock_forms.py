"""What a seller writes into the stock book by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from shop.desk.stock_fields import amount_field
from shop.listings.models import Listing
from shop.stock.models import Movement

Why = Movement.Why
LONGEST_OFFLINE = timedelta(days=30)
MORE, FEWER = "more", "fewer"
# What was chosen: why, and whether it adds (1) or takes away (-1); a count sets.
CHOICES: dict[str, tuple[Why, int]] = {
    "restock": (Why.RESTOCK, 1),
    "return": (Why.RETURN, 1),
    "waste": (Why.WASTE, -1),
    "own_use": (Why.OWN_USE, -1),
    "gift": (Why.GIFT, -1),
    "count": (Why.COUNT, 0),
    MORE: (Why.CORRECTION, 1),
    FEWER: (Why.CORRECTION, -1),
}
WORDS = {
    "restock": _("New goods have come: add"),
    "return": _("A buyer brought it back: add"),
    "waste": _("Broken or spoiled: take away"),
    "own_use": _("We used it ourselves: take away"),
    "gift": _("Given away: take away"),
    "count": _("I have counted: so many are there"),
    MORE: _("The book is wrong: add"),
    FEWER: _("The book is wrong: take away"),
}
MISSING_WHY = {
    "required": _("Choose what happened."),
    "invalid_choice": _("Choose what happened."),
}


class SentForm(forms.Form):
    """What a telephone adds to an act that it sends, perhaps much later: name and moment."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    happened_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_key(self) -> UUID | None:
        """Return the act's own name; what is none counts as not given."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return None

    def clean_happened_at(self) -> datetime | None:
        """Return a moment of the last month; a clock that is wrong says nothing."""
        try:
            moment = parse_datetime(self.cleaned_data["happened_at"])
        except ValueError:
            return None
        if moment is None or timezone.is_naive(moment):
            return None
        now = timezone.now()
        return moment if now - LONGEST_OFFLINE < moment <= now else None


class StallForm(SentForm):
    """How many were sold at the stall."""

    def __init__(self, listing: Listing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"] = amount_field(listing, label=_("A different amount"))


class ChangeForm(SentForm):
    """What happened to how many."""

    why = forms.ChoiceField(
        label=_("What happened?"),
        choices=list(WORDS.items()),
        widget=forms.RadioSelect,
        error_messages=MISSING_WHY,
    )

    def __init__(self, listing: Listing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("How many kilograms?") if listing.is_weighed else _("How many was it?")
        self.fields["quantity"] = amount_field(listing, least=0, label=label)
        self.fields["note"] = LineField(
            label=_("A note for the book"), max_length=200, required=False
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("quantity") == 0 and cleaned.get("why") != "count":
            self.add_error("quantity", _("Write more than 0."))
        return cleaned

    @property
    def reason(self) -> tuple[Why, int]:
        """Return why, and the sign: nought for a count."""
        return CHOICES[self.cleaned_data["why"]]
