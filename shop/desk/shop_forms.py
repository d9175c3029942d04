"""What a seller says about the shop."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.people.fields import PhoneField
from community.words.plain import clean_line, clean_text
from shop.desk.number_fields import CountField

LONGEST_STORY = 4000
MOST_DAYS = 30


class ShopForm(forms.Form):
    name_th = forms.CharField(
        label=_("The shop's name"),
        max_length=160,
        error_messages={"required": _("Write the name that people know the shop by.")},
    )
    story_th = forms.CharField(
        label=_("Your story"),
        required=False,
        max_length=LONGEST_STORY,
        help_text=_("Who makes it, where, and how. Buyers like to know."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    ships_in_days = CountField(
        label=_("Days until you have packed an order"), most=MOST_DAYS, initial=2
    )
    phone = PhoneField(label=_("Phone for buyers"), required=False)
    line_id = forms.CharField(label=_("LINE id"), required=False, max_length=60)
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=160)
    story_en = forms.CharField(
        label=_("Story in English"),
        required=False,
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_name_th(self) -> str:
        name = clean_line(self.cleaned_data["name_th"])
        if not name:
            raise ValidationError(self.fields["name_th"].error_messages["required"])
        return name

    def clean_name_en(self) -> str:
        return clean_line(self.cleaned_data["name_en"])

    def clean_line_id(self) -> str:
        return clean_line(self.cleaned_data["line_id"])

    def clean_story_th(self) -> str:
        return clean_text(self.cleaned_data["story_th"])

    def clean_story_en(self) -> str:
        return clean_text(self.cleaned_data["story_en"])
