"""Form fields for what people type: one line, a telephone number, a way to log in."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from community.people.phones import for_reading, to_e164, to_thai_mobile

UNSEEN = {"Cc", "Cf"}  # control and format characters: bells, zero widths, reversed writing
TOO_LONG = _("This is too long. Keep it under %(limit_value)d letters.")


class LineField(forms.CharField):
    """One line of plain text, without line breaks, control marks and letters nobody sees."""

    def __init__(self, *, max_length: int, autocomplete: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.validators.append(MaxLengthValidator(max_length, TOO_LONG))
        self.widget.attrs.update({"maxlength": max_length, "autocomplete": autocomplete or "off"})

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class PhoneField(forms.CharField):
    """A telephone number as people write it; cleaned to E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Telephone number"))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return for_reading(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return to_e164(typed) if typed else ""


class MobileField(PhoneField):
    """A Thai mobile number: one that a code can be sent to."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Mobile number"))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        typed = forms.CharField.clean(self, value)
        return to_thai_mobile(typed) if typed else ""


class CodeField(forms.CharField):
    """The digits of a text message as people type them; a telephone offers them by itself."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("The code from the SMS"))
        options.setdefault("max_length", 20)
        super().__init__(**options)


def one_line(text: str) -> str:
    """Return the text with single spaces, without characters that show nothing."""
    seen = (char for char in text if char.isspace() or unicodedata.category(char) not in UNSEEN)
    return " ".join("".join(seen).split())


def one_spelling(login: str) -> str:
    """Return what somebody logs in with as it is kept: small letters, or E.164."""
    if "@" not in login:
        try:
            return to_e164(login)
        except ValidationError:
            pass
    return login.strip().lower()
