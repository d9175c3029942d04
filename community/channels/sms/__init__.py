"""Text messages: one port, and behind it the provider that SMS_PROVIDER names."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from community.channels.errors import SmsFailed as SmsFailed

PROVIDERS = {
    "console": "community.channels.sms.console.Console",
    "thaibulksms": "community.channels.sms.thaibulksms.ThaiBulkSms",
}


class Provider(Protocol):
    def send(self, phone: str, text: str) -> None:
        """Hand the text over for +66812345678. Raises SmsFailed."""


def send_text(phone: str, text: str) -> None:
    """Send a text message to a number in E.164. Raises SmsFailed."""
    provider().send(phone, text)


def provider() -> Provider:
    made: Provider = import_string(PROVIDERS[settings.SMS_PROVIDER])()
    return made
