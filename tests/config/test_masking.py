from __future__ import annotations

import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from config.masking import MaskSecrets, mask

SECRET = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (f"Not Found: /invitations/{SECRET}/", "Not Found: /invitations/…/"),
        (f"GET /invitations/{SECRET}", "GET /invitations/…"),
        (
            f"Forbidden: /payout-account/stop/{SECRET}:1v:sig-_/ now",
            "Forbidden: /payout-account/stop/…/ now",
        ),
        (
            f"/accounts/login/?next=%2Finvitations%2F{SECRET}%2F&a=1",
            "/accounts/login/?next=%2Finvitations%2F…%2F&a=1",
        ),
        ("/invitations/", "/invitations/"),
        ("/account/orders/12/", "/account/orders/12/"),
    ],
)
def test_a_secret_of_a_link_is_masked_and_nothing_else(line: str, written: str) -> None:
    assert mask(line) == written


def test_arguments_of_every_sort_are_masked_or_left() -> None:
    record = logging.LogRecord("x", 30, "", 1, "%s %d", (f"/invitations/{SECRET}/", 5), None)

    assert MaskSecrets().filter(record)

    assert record.getMessage() == "/invitations/…/ 5"


def test_every_handler_of_ours_masks() -> None:
    handlers: dict[str, Any] = settings.LOGGING["handlers"]

    assert all("mask_secrets" in handler["filters"] for handler in handlers.values())


@pytest.mark.django_db
def test_what_the_server_says_of_a_request_is_masked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(MaskSecrets())

    client.get(f"/invitations/{SECRET}/")
    client.get(f"/payout-account/stop/{SECRET}/")

    assert "Not Found: /invitations/…/" in caplog.text
    assert "Not Found: /payout-account/stop/…/" in caplog.text
    assert SECRET not in caplog.text
