"""The first step: who applies, and where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community, Membership
from community.joining.applying import KINDS
from community.joining.models import Application
from community.joining.names import fold_name
from community.joining.place_form import PLACE, PlaceForm
from community.people.fields import LineField, PhoneField
from community.places.lookup import places_for
from shop.checkout.forms import SEPARATOR, place_choices

PLAIN = ("kind", "name_th", "name_en", "phone", "line_id", "address", "postcode")
NEEDED = {
    "name_th": _("Write the name that buyers shall see."),
    "phone": _("Write a telephone number."),
    "postcode": _("Write the postcode: five digits."),
    "place": _("Choose the sub-district, or write it by hand below."),
}


class WhoForm(PlaceForm):
    """Who and where. `demanding`: asks for what is needed, not only that what is typed is right."""

    kind = forms.ChoiceField(label=_("Who are you?"), widget=forms.RadioSelect)
    name_th = LineField(
        label=_("Name of the shop"),
        help_text=_("Buyers see it beside every price. Your own name is fine."),
        max_length=160,
        required=False,
    )
    name_en = LineField(label=_("Name in English"), max_length=160, required=False)
    phone = PhoneField(required=False, help_text=_("We call this number if something is unclear."))
    line_id = LineField(label=_("LINE ID"), max_length=60, required=False)
    address = LineField(
        label=_("House number, village, road"),
        max_length=300,
        required=False,
        autocomplete="street-address",
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Sell under a community"),
        help_text=_("A group or a market of your province. Its managers say yes or no."),
        empty_label=_("None"),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, application: Application, demanding: bool = True
    ) -> None:
        super().__init__(data, initial=_told(application))
        self.application = application
        self.demanding = demanding
        self._offer_kinds()
        self._offer_communities()

    @property
    def more_is_wrong(self) -> bool:
        return any(name in self.errors for name in ("address", "name_en", "line_id", "community"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.demanding:
            self._demand(cleaned)
        return cleaned

    def fill(self, application: Application) -> bool:
        """Write what is right into the application, unsaved; say whether anything changed."""
        before = _values(application)
        if self.cleaned_data.get("kind", application.kind) != application.kind:
            # A person's number is not a company's.
            application.tax_id = application.tax_id_index = ""
        for name in PLAIN:
            if name in self.cleaned_data:
                setattr(application, name, self.cleaned_data[name])
        if all(self.cleaned_data.get(name) for name in PLACE):
            application.subdistrict = self.cleaned_data["subdistrict"]
            application.district = self.cleaned_data["district"]
            application.province_id = self.cleaned_data["province_code"]
        if "community" in self.cleaned_data:
            application.community = self.cleaned_data["community"]
        application.name_folded = fold_name(application.name_th)
        return before != _values(application)

    def _offer_kinds(self) -> None:
        kinds = KINDS[self.application.wants]
        kind = self.fields["kind"]
        kind.choices = [(one.value, one.label) for one in kinds]  # type: ignore[attr-defined]
        # What is made of it stays of its kind; what is asked was asked of that kind.
        kind.disabled = self.application.first_submitted_at is not None
        if self.application.wants == Application.Wants.COMMUNITY:
            self.fields["name_th"].label = _("Name of the group or market")
            self.fields["name_th"].help_text = _("As it stands on your sign.")

    def _offer_communities(self) -> None:
        application = self.application
        if application.wants == Application.Wants.COMMUNITY or application.invitation_id:
            del self.fields["community"]
            return
        postcode = str(self["postcode"].value() or "")
        codes = {place.province_code for place in places_for(postcode)}
        found = Community.objects.filter(
            state=Community.State.APPROVED,
            province__in=codes | {application.province_id or ""},
            pk__in=_managed(),
        )
        field = self.fields["community"]
        field.queryset = found.order_by("name_th")  # type: ignore[attr-defined]
        self.has_communities = found.exists()

    def _demand(self, cleaned: dict[str, Any]) -> None:
        is_placed = all(cleaned.get(name) for name in PLACE)
        for name, sentence in NEEDED.items():
            told = is_placed if name == "place" else cleaned.get(name)
            # The sub-district is asked for once the postcode is known.
            is_due = name != "place" or bool(cleaned.get("postcode"))
            if not told and is_due and name not in self.errors:
                self.add_error(name, sentence)


def _told(application: Application) -> dict[str, Any]:
    """Return what is in the application already, as the fields want it."""
    told: dict[str, Any] = {name: getattr(application, name) for name in PLAIN}
    told["community"] = application.community_id
    place = (application.subdistrict, application.district, application.province_id or "")
    key = SEPARATOR.join(place)
    if application.postcode and key in dict(place_choices(application.postcode)):
        return told | {"place": key}
    return told | dict(zip(PLACE, place, strict=True))


def _managed() -> QuerySet[Membership, int]:
    """Return the communities in which somebody can answer."""
    rows = Membership.objects.filter(role=Membership.Role.MANAGER, user__is_active=True)
    return rows.values_list("community_id", flat=True)


def _values(application: Application) -> tuple[Any, ...]:
    names = (*PLAIN, "subdistrict", "district", "province_id", "community_id")
    return tuple(getattr(application, name) for name in names)
