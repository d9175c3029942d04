"""Our dress for allauth's forms: one field for phone or e-mail, plain words, no placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from community.people.fields import LineField, one_spelling
from community.people.models import User

PHONE_OR_EMAIL = _("Telephone number or e-mail address")
PASSWORD_HELP = _("At least 10 letters. A short sentence that only you know is best.")


def plain(field: forms.Field, label: Any, help_text: Any = "", **attrs: str) -> None:
    """Say it beside the field: a placeholder is gone when one needs it."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quiet = {"autocapitalize": "none", "spellcheck": "false"}
        plain(self.fields["login"], PHONE_OR_EMAIL, autocomplete="username", **quiet)
        plain(self.fields["password"], _("Password"))

    def clean_login(self) -> str:
        return one_spelling(super().clean_login())


class SignupForm(allauth_forms.SignupForm):
    name = LineField(label=_("Your name"), max_length=120, autocomplete="name")
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], _("E-mail address"))
        plain(self.fields["password1"], _("Password"), PASSWORD_HELP)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "password1" in self.cleaned_data:
            self._refuse_own_words(self.cleaned_data["password1"])
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned

    def _refuse_own_words(self, password: str) -> None:
        person = User(**{key: self.cleaned_data.get(key) for key in ("name", "email")})
        try:
            validate_password(password, person)
        except ValidationError as refused:
            self.add_error("password1", refused)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; a second press that comes at the same time leads to the log-in."""
        try:
            with transaction.atomic():
                user, response = super().try_save(request)
        except IntegrityError:
            return None, redirect("account_login")
        return user, response


class ChangeEmailForm(allauth_forms.AddEmailForm):
    """The new address takes over when it is confirmed; until then the old one stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["email"], _("New e-mail address"))

    def save(self, request: HttpRequest) -> EmailAddress:
        unconfirmed = EmailAddress.objects.filter(user=self.user, verified=False)
        with transaction.atomic():
            unconfirmed.exclude(email=self.user.email).delete()
            address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        plain(self.fields["oldpassword"], _("Password of now"))
        plain(self.fields["password1"], _("New password"), PASSWORD_HELP)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        plain(self.fields["password1"], _("New password"), PASSWORD_HELP)


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        plain(self.fields["password1"], _("New password"), PASSWORD_HELP)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], _("Password"))


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Takes a telephone number too: the link goes to the e-mail address of its account, if any."""

    email = LineField(label=PHONE_OR_EMAIL, max_length=254, autocomplete="username")

    def clean_email(self) -> str:
        typed = one_spelling(self.cleaned_data["email"])
        if "@" in typed:
            validate_email(typed)
        # Not allauth's search: an address that waits for its confirmation opens nothing.
        self.users = list(
            User.objects.filter(
                Q(email=typed) | Q(phone=typed), is_active=True, email__isnull=False
            )
        )
        return typed

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        typed: str = self.cleaned_data["email"]
        if "@" not in typed and not self.users:
            return typed
        if self.users:
            self.cleaned_data["email"] = self.users[0].email
        super().save(request, **kwargs)
        return typed
