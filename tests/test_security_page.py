"""docs/security.md says what the settings say."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings

from community.channels import codes
from community.channels.code_limits import LIMITS
from community.people.address_views import ADDRESSES_AT_MOST
from community.people.passwords import MARKET_WORDS
from config.methods import KNOWN
from shop.checkout.payment_view import MOST_AWAITING
from shop.gateways.inbox import TOLERANCE_SECONDS

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text("utf-8")


def says(row: str) -> str:
    """Return the second cell of the row that begins with these words."""
    found = re.search(rf"^\| {re.escape(row)} \| (.+) \|$", PAGE, re.MULTILINE)
    assert found, row
    return found[1]


def test_the_table_of_limits_is_the_settings() -> None:
    table = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|$", PAGE, re.MULTILINE))

    assert table == settings.ACCOUNT_RATE_LIMITS


def test_the_other_limits_are_the_codes_own() -> None:
    assert says("Unpaid purchases at once, for an account or a browser") == str(MOST_AWAITING)
    assert says("Of one thing in a basket") == str(settings.LINE_QUANTITY_LIMIT)
    assert says("Saved addresses") == str(ADDRESSES_AT_MOST)
    assert says("Methods") == ", ".join(KNOWN)
    held = says("Goods are held for an unpaid purchase")
    assert held == f"{settings.RESERVATION_MINUTES} minutes (`RESERVATION_MINUTES`)"
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
    assert (
        says("Size of a form") == f"{megabytes} MB, {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} fields"
    )


def test_the_words_are_the_validators() -> None:
    assert f"\n    {' '.join(MARKET_WORDS)}\n" in PAGE


def test_the_session_is_as_long_as_it_says() -> None:
    days = settings.SESSION_COOKIE_AGE // (24 * 3600)

    assert f"ends after {days} days" in says("Session")


def test_the_ways_in_are_the_settings() -> None:
    assert {"email", "phone"} == settings.ACCOUNT_LOGIN_METHODS
    providers = "allauth.socialaccount.providers."
    assert [app for app in settings.INSTALLED_APPS if app.startswith(providers)] == [
        "allauth.socialaccount.providers.line"
    ]
    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]


def test_codes_are_as_the_page_says() -> None:
    assert (6, timedelta(minutes=10), 5) == (codes.DIGITS, codes.GOOD_FOR, codes.MOST_TRIES)
    assert "six digits, ten minutes, five tries" in PAGE
    assert [(most, span.total_seconds()) for most, span in LIMITS] == [
        (1, 60),
        (5, 3600),
        (10, 24 * 3600),
    ]
    assert "one a minute, 5 an hour, 10 a day" in PAGE


def test_webhooks_live_five_minutes() -> None:
    assert TOLERANCE_SECONDS == 5 * 60
    assert "within five minutes of now" in PAGE
