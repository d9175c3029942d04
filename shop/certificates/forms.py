"""What a seller fills in for a certificate of one kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField
from community.private.paper_field import PaperField
from shop.certificates import numbers
from shop.certificates.day_fields import DayField, YearField
from shop.certificates.issuers import ISSUERS
from shop.certificates.models import Certificate
from shop.listings.models import Listing

Kind = Certificate.Kind
STARS = [(number, f"{number} ★") for number in range(5, 0, -1)]
# Papers of these kinds always name their last day.
ENDS = {Kind.TCPS, Kind.ORGANIC, Kind.HALAL}
MOST_YEARS_AHEAD = 20
EVIDENCE_MISSING = _("Add a photo or a PDF of the paper: staff look at it.")


class CertificateForm(forms.Form):
    """The fields of one kind. A number that looks wrong is asked about, and may go all the same."""

    stars = forms.TypedChoiceField(
        label=_("Stars"), choices=[], coerce=int, widget=forms.RadioSelect
    )
    year = YearField(label=_("Year of the stars"))
    number = LineField(label=_("Number on the paper"), max_length=60)
    # The number that was asked about and may be sent as it is.
    anyway = forms.CharField(required=False, max_length=60)
    issuer = LineField(label=_("Who gave it"), max_length=160)
    issued_on = DayField(label=_("First day"), required=False)
    expires_on = DayField(label=_("Last day"), required=False)
    listings = forms.ModelMultipleChoiceField(
        label=_("Which goods it is for"),
        queryset=Listing.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the goods that the paper is for.")},
    )
    evidence = PaperField(
        label=_("Photo or PDF of the paper"),
        help_text=_("The whole paper, so that the number and the days can be read."),
    )

    def __init__(
        self, kind: str, goods: QuerySet[Listing], *args: Any, has_evidence: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.doubted = ""
        self._keep_fields_of_kind()
        self.fields["listings"].queryset = goods  # type: ignore[attr-defined]
        self.fields["evidence"].required = not has_evidence
        self.fields["evidence"].error_messages["required"] = EVIDENCE_MISSING
        self.fields["expires_on"].required = kind in ENDS
        self.fields["issuer"].initial = ISSUERS[kind]

    def _keep_fields_of_kind(self) -> None:
        if self.kind == Kind.OTOP:
            self.fields["stars"].choices = STARS  # type: ignore[attr-defined]
            del self.fields["number"], self.fields["anyway"]
        else:
            del self.fields["stars"], self.fields["year"]

    def clean_number(self) -> str:
        number = numbers.tidy(self.kind, self.cleaned_data["number"])
        if self.data.get("anyway", "") == number:
            return number
        try:
            numbers.doubt(self.kind, number)
        except ValidationError:
            self.doubted = number
            raise
        return number

    def clean_expires_on(self) -> Any:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if day and day < today:
            raise ValidationError(_("This paper has ended already. Send the new one."))
        if day and day.year > today.year + MOST_YEARS_AHEAD:
            raise ValidationError(_("This day is very far away. Look at the year again."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("issued_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("The last day is before the first one."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """Return what the row takes from a valid form, without goods and evidence."""
        names = ("stars", "year", "number", "issuer", "issued_on", "expires_on")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
