"""What staff fill in about helpers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField, one_spelling
from community.people.models import User
from community.places.models import Province
from community.private.paper_field import PaperField


class HelperForm(forms.Form):
    """A person with an account, and the centre that sends them."""

    login = LineField(
        label=_("Telephone number or e-mail of the person"),
        help_text=_("With which the person logs in here."),
        max_length=254,
    )
    centre_th = LineField(label=_("Learning centre or community, in Thai"), max_length=160)
    centre_en = LineField(label=_("The same in English"), max_length=160, required=False)
    province = forms.ModelChoiceField(
        Province.objects.all(), label=_("Province"), empty_label=_("Choose")
    )
    person: User

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        field = "email" if "@" in login else "phone"
        person = User.objects.filter(is_active=True, **{field: one_spelling(login)}).first()
        if person is None:
            raise forms.ValidationError(_("Nobody logs in with this. The person signs up first."))
        self.person = person
        return login

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("centre_th", "centre_en", "province")}


class SheetForm(forms.Form):
    paper = PaperField(label=_("Photo or scan of the signed sheet"))
