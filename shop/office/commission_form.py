from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.models import Category

from community.groups.models import Community
from community.people.fields import LineField, one_line
from community.sellers.models import Seller
from shop.certificates.day_fields import DayField
from shop.commission.checking import LeavesNothing, check_rule
from shop.commission.models import Rule
from shop.desk.number_fields import BahtField, PercentField
from shop.display.prices import baht_text

NOUGHT = Decimal(0)


def _community(label: Any, empty: Any) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(
        label=label,
        queryset=Community.objects.exclude(state=Community.State.CLOSED).order_by("name_th"),
        required=False,
        empty_label=empty,
    )


class RuleForm(forms.Form):
    """A rule of commission, as staff write it."""

    seller = LineField(
        label=_("One shop"),
        max_length=80,
        required=False,
        help_text=_("The last part of the shop's address, as in mali. Empty: every shop."),
    )
    community = _community(_("One community"), _("Every community"))
    category = forms.ChoiceField(label=_("One kind of goods"), required=False)
    percent = PercentField(label=_("Percent of the goods"))
    fixed = BahtField(label=_("And a fixed part, in baht"), least=NOUGHT, required=False)
    least = BahtField(label=_("At least, in baht"), least=NOUGHT, required=False)
    most = BahtField(label=_("At most, in baht"), least=NOUGHT, required=False)
    on_delivery = forms.BooleanField(
        label=_("The percent is of the delivery too"),
        required=False,
        help_text=_("Otherwise delivery is the seller's whole."),
    )
    fund_percent = PercentField(
        label=_("Of the commission, for a community's fund: percent"), most=100, required=False
    )
    fund_community = _community(_("Whose fund"), _("The one the shop belongs to"))
    valid_from = DayField(label=_("From"))
    valid_until = DayField(label=_("Until, this day included"), required=False)
    note = LineField(label=_("Why"), max_length=200, required=False)
    sale = BahtField(label=_("A sale of"), required=False, initial=500)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]
        self.initial.setdefault("valid_from", timezone.localdate())

    def clean_seller(self) -> Seller | None:
        return seller_of(self.cleaned_data["seller"])

    def clean_category(self) -> Category | None:
        chosen = self.cleaned_data["category"]
        return Category.objects.filter(pk=chosen).first() if chosen else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_whom(cleaned)
        self._check_bounds(cleaned)
        self._check_days(cleaned)
        if not self.errors:
            self._check_what_is_left()
        return cleaned

    def _check_whom(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("seller") and cleaned.get("community"):
            self.add_error("community", _("Choose a shop or a community, not both."))
        if cleaned.get("category") and cleaned.get("fund_percent"):
            self.add_error("fund_percent", _("A rule for one kind of goods gives no fund a part."))
        if cleaned.get("category") and cleaned.get("on_delivery"):
            self.add_error("on_delivery", _("Delivery is of a whole order, not of one kind."))

    def _check_bounds(self, cleaned: dict[str, Any]) -> None:
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is below the least."))

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and first < timezone.localdate():
            self.add_error("valid_from", _("What is sold stays as it is. Choose today or later."))
        elif first and last and last < first:
            self.add_error("valid_until", _("The last day is before the first."))

    def _check_what_is_left(self) -> None:
        try:
            check_rule(self.rule())
        except LeavesNothing as wrong:
            sentence = _(
                "%(title)s costs %(price)s, and this rule would keep %(kept)s of it: the shop "
                "would owe money for selling it. Lower the fixed part or the least."
            )
            told = {
                "title": wrong.title,
                "price": baht_text(wrong.price),
                "kept": baht_text(wrong.kept),
            }
            self.add_error("least" if self.cleaned_data["least"] else "fixed", sentence % told)

    def rule(self) -> Rule:
        """Return the rule, not saved."""
        names = [name for name in self.fields if name != "sale"]
        values = {name: self.cleaned_data.get(name) for name in names}
        for name in ("fixed", "fund_percent"):
            values[name] = values[name] or NOUGHT
        return Rule(**values)


def seller_of(typed: str) -> Seller | None:
    """Return the shop of an address or a name; None for nothing. Raises ValidationError."""
    wanted = one_line(typed).strip("/").rpartition("/")[2]
    if not wanted:
        return None
    found = Seller.objects.filter(slug=wanted).first()
    found = found or Seller.objects.filter(name_th=wanted).first()
    if found is None:
        raise ValidationError(
            _("No shop has this address. It is the last part of its page, as in mali.")
        )
    return found


def category_choices() -> list[tuple[str, Any]]:
    """Return every category with its whole name."""
    names: dict[str, str] = {}
    choices: list[tuple[str, Any]] = [("", _("Every kind"))]
    for category in Category.objects.order_by("path").select_related("words"):
        words = getattr(category, "words", None)
        above = names.get(category.path[: -Category.steplen])
        own = words.name if words else category.name
        names[category.path] = f"{above} › {own}" if above else own
        choices.append((str(category.pk), names[category.path]))
    return choices
