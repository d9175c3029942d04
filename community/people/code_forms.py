"""The forms on the way to a code and back from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.channels.codes import CodeEnded, SmsFailed, TooSoon, WrongCode
from community.people.fields import CodeField, LineField, MobileField

NOT_SENT = _("The SMS could not be sent. Wait a moment and try again.")
ENDED = _("This code has ended. Send a new one.")


class PhoneCodeForm(forms.Form):
    phone = MobileField(help_text=_("We send a code there by SMS. No password is needed."))


class NewcomerForm(forms.Form):
    name = LineField(label=_("Your name"), max_length=120, autocomplete="name")
    phone = MobileField(help_text=_("We send a code there by SMS. No password is needed."))


class NameForm(forms.Form):
    name = LineField(label=_("Your name"), max_length=120, autocomplete="name")


class CodeForm(forms.Form):
    code = CodeField()


def said(form: forms.Form, field: str, act: Callable[[], Any]) -> bool:
    """Do it, and return whether it went well; what went wrong is said beside the field."""
    fault = fault_of(act)
    if fault:
        form.add_error(field, fault)
    return not fault


def fault_of(act: Callable[[], Any]) -> str:
    """Do it, and return what went wrong as a sentence for the person, or nothing."""
    try:
        act()
    except TooSoon as error:
        return wait(error.seconds)
    except SmsFailed:
        return str(NOT_SENT)
    except CodeEnded:
        return str(ENDED)
    except WrongCode as error:
        return wrong(error.left)
    return ""


def wait(seconds: int) -> str:
    """Say how long to wait, in seconds, or in minutes where that is shorter to read."""
    if seconds <= 90:
        text = ngettext(
            "A code was sent a moment ago. Wait %(count)d second, then ask again.",
            "A code was sent a moment ago. Wait %(count)d seconds, then ask again.",
            seconds,
        )
        return text % {"count": seconds}
    minutes = -(-seconds // 60)
    text = ngettext(
        "Many codes were sent. Wait %(count)d minute, then ask again.",
        "Many codes were sent. Wait %(count)d minutes, then ask again.",
        minutes,
    )
    return text % {"count": minutes}


def wrong(left: int) -> str:
    text = ngettext(
        "This is not the code. You can try %(count)d more time.",
        "This is not the code. You can try %(count)d more times.",
        left,
    )
    return text % {"count": left}
