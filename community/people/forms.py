from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignupDetailsForm(forms.Form):
    """What we ask beside allauth's own fields."""

    name = forms.CharField(label=_("Your name"), max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = {"email", "phone"} & set(self.errors)
        if not typed and not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error("phone", _("Give a telephone number or an e-mail address."))
        return cleaned

    def signup(self, request: Any, user: Any) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE
        user.save(update_fields=["name", "language"])
