"""What the managers of a community write about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community, PickupPlace
from community.people.fields import LineField
from community.places.coordinates import CoordinatesField
from community.places.lookup import clean_postcode, fits
from shop.desk.photo_field import NOT_A_PHOTO

LONGEST_STORY = 4000
TOO_LONG = {"max_length": _("This is too long. Keep it under 4,000 letters.")}


class StoryForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Community
        fields = ("story_th", "story_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("story_th", _("In Thai")), ("story_en", _("In English"))):
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_STORY,
                error_messages=TOO_LONG,
                widget=forms.Textarea(attrs={"rows": 8, "lang": name[-2:]}),
            )


class CoverForm(forms.Form):
    cover = forms.FileField(
        label=_("A picture of the place or the people"),
        help_text=_("Lying is better than standing. At most 20 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"required": _("Choose a picture first."), "empty": NOT_A_PHOTO},
    )


class PlacedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of something with latitude and longitude, written as one pair."""

    coordinates = CoordinatesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance
        self.initial.setdefault("coordinates", (one.latitude, one.longitude))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        pair = cleaned.get("coordinates") or (None, None)
        self.instance.latitude, self.instance.longitude = pair
        return cleaned


class PlaceForm(PlacedForm):
    district = LineField(label=_("District"), max_length=80, required=False)
    subdistrict = LineField(label=_("Sub-district"), max_length=80, required=False)
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    class Meta:
        model = Community
        fields = ("subdistrict", "district", "postcode")

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"]
        if typed and not fits(typed, self.instance.province_id):
            sentence = _("This postcode is not in %(province)s.")
            raise ValidationError(sentence, params={"province": self.instance.province})
        return clean_postcode(typed)


class PickupForm(PlacedForm):
    name_th = LineField(
        label=_("Name of the place, in Thai"),
        max_length=200,
        error_messages={"required": _("Write how people call the place.")},
    )
    name_en = LineField(label=_("The same in English"), max_length=200, required=False)
    where = LineField(
        label=_("How to find it"),
        help_text=_("A landmark, a lane, where to park."),
        max_length=200,
        required=False,
    )
    when = LineField(
        label=_("When"),
        help_text=_("Such as: on market days until noon."),
        max_length=160,
        required=False,
    )

    class Meta:
        model = PickupPlace
        fields = ("name_th", "name_en", "where", "when")
