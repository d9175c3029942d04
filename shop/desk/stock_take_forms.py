"""What a stock-take asks: which goods, how many lie there, and when somebody looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from shop.desk.access import Desk
from shop.desk.stock_fields import amount_field
from shop.desk.stock_forms import SentForm
from shop.desk.stock_shelf import narrowed, on_shelf, searched
from shop.listings.models import CategoryWords, Listing, Variant
from shop.stock.models import StockTake

MOST_TO_PICK = 60
SCOPES = [
    ("all", _("Everything")),
    ("category", _("One kind of goods")),
    ("low", _("What runs low")),
    ("words", _("What has these words in its name")),
    ("picked", _("What I tick below")),
]
FIELD_OF = {"category": "category", "words": "words", "picked": "picked"}


class StartForm(forms.Form):
    """All of the goods, or part of them."""

    scope = forms.ChoiceField(
        label=_("What will you count?"), choices=SCOPES, widget=forms.RadioSelect, initial="all"
    )
    category = forms.TypedChoiceField(
        label=_("Kind of goods"), coerce=int, empty_value=None, required=False
    )
    words = LineField(label=_("Words in the name"), max_length=80, required=False)
    picked = forms.TypedMultipleChoiceField(
        label=_("Tick what you count"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, desk: Desk, data: Any = None) -> None:
        super().__init__(data)
        self.found = on_shelf(desk)
        category, picked = self.fields["category"], self.fields["picked"]
        category.choices = [("", "—"), *_categories(self.found)]  # type: ignore[attr-defined]
        picked.choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.listing.title} {one.name}".strip())
            for one in self.found.order_by("-listing_id", "position", "pk")[:MOST_TO_PICK]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        scope = cleaned.get("scope", "")
        if scope in FIELD_OF and FIELD_OF[scope] in cleaned and not cleaned[FIELD_OF[scope]]:
            self.add_error(FIELD_OF[scope], _("Choose here what you will count."))
        elif scope and not self.errors and not self.chosen().exists():
            self.add_error("scope", _("Nothing on your shelf is like that."))
        return cleaned

    def chosen(self) -> QuerySet[Variant]:
        data = self.cleaned_data
        if data["scope"] == "category":
            return self.found.filter(listing__category=data["category"])
        if data["scope"] == "low":
            return narrowed(self.found, "low")
        if data["scope"] == "words":
            return searched(self.found, data["words"])
        if data["scope"] == "picked":
            return self.found.filter(pk__in=data["picked"])
        return self.found


def _categories(found: QuerySet[Variant]) -> list[tuple[int, str]]:
    used = found.order_by().values("listing__category_id").distinct()
    words = CategoryWords.objects.filter(category__in=used).order_by("category__path")
    return [(one.category_id, one.name) for one in words]


class CountForm(SentForm):
    """How many of one thing lie there."""

    def __init__(self, listing: Listing, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        label = _("Kilograms on the shelf") if listing.is_weighed else _("On the shelf")
        self.fields["counted"] = amount_field(listing, least=0, label=label)


class WhenForm(forms.Form):
    """When the shelf was looked at, for what is typed in from paper."""

    at = forms.CharField(
        label=_("When did you count?"),
        required=False,
        help_text=_("What was sold after that stays sold. Empty: just now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def __init__(self, take: StockTake, data: Any = None) -> None:
        super().__init__(data)
        self.take = take

    def clean_at(self) -> datetime | None:
        typed = self.cleaned_data["at"]
        if not typed:
            return None
        try:
            moment = parse_datetime(typed)
        except ValueError:
            moment = None
        if moment is None:
            raise ValidationError(_("Choose a day and a time."))
        aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
        if aware > timezone.now():
            raise ValidationError(_("This is still to come. When was it?"))
        if aware < self.take.started_at.replace(second=0, microsecond=0):
            raise ValidationError(_("This is before the count was begun. When was it?"))
        return aware
