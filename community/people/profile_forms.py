from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.channels.models import Channel
from community.channels.ways import ways_for
from community.people.fields import LineField, MobileField
from community.people.models import User
from community.people.numbers import PHONE_CHANGED

ONLY_KEY = _("Without an e-mail address you need the number to log in.")


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    name = LineField(label=_("Your name"), max_length=120, autocomplete="name")
    language = forms.ChoiceField(
        label=_("Language of the pages and of our messages"),
        # Each in its own words: who cannot read this page finds the way out of it.
        choices=[("th", "ไทย"), ("en", "English")],
        widget=forms.RadioSelect,
    )

    channel = forms.ChoiceField(label=_("How we tell you of things"), widget=forms.RadioSelect)

    class Meta:
        model = User
        fields = ("name", "language", "channel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_for(self.instance)
        if len(ways) < 2:
            del self.fields["channel"]  # nothing to choose
            return
        field = cast(forms.ChoiceField, self.fields["channel"])
        field.choices = [(way.value, way.label) for way in Channel if way in ways]
        self.initial["channel"] = ways[0].value

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if commit:
            user.save(update_fields=list(self.fields))
        return user


class PhoneForm(forms.Form):
    """A number is a key to the account: changing it asks for the password, where there is one."""

    phone = MobileField(required=False)
    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.initial["phone"] = user.phone or ""
        self.fields["phone"].required = not user.email
        self.fields["phone"].error_messages["required"] = ONLY_KEY
        self.fields["password"].widget.attrs.pop("placeholder", None)
        if not user.has_usable_password():
            del self.fields["password"]  # the view asks for a code in its place

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        others = User.objects.filter(phone=phone).exclude(pk=self.user.pk)
        if phone and others.filter(Q(phone_verified=True) | Q(email=None)).exists():
            raise get_adapter().validation_error("phone_taken")
        return phone

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def remove(self) -> None:
        record(self.user, PHONE_CHANGED, self.user)
        self.user.phone, self.user.phone_verified = None, False
        self.user.save(update_fields=["phone", "phone_verified"])
