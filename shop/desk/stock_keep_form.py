"""How much to keep back, and for which of the market days to come."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.people.fields import LineField
from community.sellers.models import Seller
from shop.browse.market_days import MarketDay, next_market_days
from shop.certificates.day_fields import DayField
from shop.desk.stock_fields import amount_field
from shop.desk.stock_shelf import Shelf
from shop.display.dates import date_text
from shop.listings.models import Listing
from shop.listings.units import quantity_text
from shop.stock.actors import By
from shop.stock.errors import NotEnough
from shop.stock.setting_aside import DayIsOver, set_aside

EACH, MOST_DAYS, FARTHEST_DAYS = 2, 6, 366
OTHER = "other"


class KeepForm(forms.Form):
    """How many, for which market day."""

    day = forms.ChoiceField(label=gettext_lazy("For which day?"), widget=forms.RadioSelect)
    other_day = DayField(
        label=gettext_lazy("Another day"),
        help_text="",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    place = LineField(label=gettext_lazy("Where?"), max_length=120, required=False)

    field_order = ("quantity", "day", "other_day", "place")

    def __init__(self, listing: Listing, days: list[MarketDay], data: Any = None) -> None:
        super().__init__(data)
        label = gettext_lazy("How much to keep back?")
        self.fields["quantity"] = amount_field(listing, label=label)
        self.order_fields(self.field_order)
        self.days = {f"{one.day}/{one.community.pk}": one for one in days}
        choices = [(key, said(one)) for key, one in self.days.items()]
        self.fields["day"].choices = [*choices, (OTHER, _("Another day"))]  # type: ignore[attr-defined]
        self.initial["day"] = next(iter(self.days), OTHER)

    def clean_other_day(self) -> date | None:
        day: date | None = self.cleaned_data["other_day"]
        if self.cleaned_data.get("day") != OTHER:
            return None
        if day is None:
            raise ValidationError(_("Choose a day."))
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("This day is over. Choose today or a later day."))
        if (day - today).days > FARTHEST_DAYS:
            raise ValidationError(_("This is more than a year away. Is the year right?"))
        return day

    @property
    def until(self) -> date:
        chosen = self.days.get(self.cleaned_data["day"])
        until: date = chosen.day if chosen else self.cleaned_data["other_day"]
        return until

    @property
    def where(self) -> str:
        """Return the place as it was typed, or the market's name."""
        chosen = self.days.get(self.cleaned_data["day"])
        return str(self.cleaned_data["place"] or (chosen.community.name[:120] if chosen else ""))

    def save(self, shelf: Shelf, who: By) -> bool:
        """Keep them back; say beside the number why not."""
        quantity = self.cleaned_data["quantity"]
        try:
            set_aside(shelf.variant.stock_record_id, quantity, self.until, self.where, who)
        except NotEnough as short:
            free = max(short.shortages[0].left, 0)
            listing = shelf.listing
            text = quantity_text(free, listing.unit, listing.is_weighed)
            sentence = _("Only %(free)s can be kept back: the rest is promised already.")
            self.add_error("quantity", sentence % {"free": text})
            return False
        except DayIsOver:
            self.add_error("day", _("This day is over. Choose today or a later day."))
            return False
        return True


def said(one: MarketDay) -> str:
    return f"{one.opening.day_name} {date_text(one.day, 'short')} · {one.community.name}"


def market_days_of(seller: Seller) -> list[MarketDay]:
    """Return the next market days of the communities that a seller belongs to."""
    found = [
        day
        for community in seller.communities.all()[:MOST_DAYS]
        for day in next_market_days(community, EACH)
    ]
    return sorted(found, key=lambda one: (one.day, one.community.pk))[:MOST_DAYS]
