"""Where to tell a buyer that something is back: a mobile number or an e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from community.people.fields import one_line
from community.people.phones import to_thai_mobile
from shop.listings.models import Variant

MOST_LETTERS = 254


class ContactField(forms.CharField):
    """A mobile number (E.164) or an e-mail address, whichever was typed."""

    def __init__(self) -> None:
        label = _("Mobile number or e-mail") if settings.SMS_BUYERS else _("E-mail")
        attrs = {"autocomplete": "email", "maxlength": MOST_LETTERS}
        empty = {"required": _("Write a mobile number or an e-mail address.")}
        super().__init__(label=label, widget=forms.TextInput(attrs=attrs), error_messages=empty)

    def clean(self, value: Any) -> str:
        typed = one_line(super().clean(value))
        if "@" not in typed and settings.SMS_BUYERS:
            return to_thai_mobile(typed)
        try:
            validate_email(typed)
        except ValidationError:
            sentence = _("This is not an e-mail address. Write it like name@example.org.")
            raise ValidationError(sentence) from None
        if len(typed) > MOST_LETTERS:
            raise ValidationError(_("This address is too long."))
        return typed.lower()


class TellMeForm(forms.Form):
    """Which of the variants, and where to tell; an account needs no address."""

    def __init__(
        self, variants: Sequence[Variant], *args: Any, has_account: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(variants) > 1:
            self.fields["variant"] = forms.ChoiceField(
                label=_("Which one?"),
                choices=[(str(variant.product_id), variant.name) for variant in variants],
                error_messages={
                    "required": _("Choose one."),
                    "invalid_choice": _("Choose one of these."),
                },
            )
        if not has_account:
            self.fields["contact"] = ContactField()
