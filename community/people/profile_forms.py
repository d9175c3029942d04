from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField, PhoneField
from community.people.models import User


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    name = LineField(label=_("Your name"), max_length=120, autocomplete="name")
    language = forms.ChoiceField(
        label=_("Language of the pages and of our messages"),
        # Each in its own words: who cannot read this page finds the way out of it.
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ("name", "language")

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if commit:
            user.save(update_fields=["name", "language"])
        return user


class PhoneForm(forms.Form):
    """A number is a key to the account: changing it asks for the password."""

    phone = PhoneField(required=False)
    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.initial["phone"] = user.phone or ""
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not phone and not self.user.email:
            raise forms.ValidationError(
                _("Without an e-mail address you need the number to log in.")
            )
        if phone and User.objects.filter(phone=phone).exclude(pk=self.user.pk).exists():
            raise get_adapter().validation_error("phone_taken")
        return phone

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def save(self) -> None:
        self.user.phone, self.user.phone_verified = self.cleaned_data["phone"] or None, False
        self.user.save(update_fields=["phone", "phone_verified"])
