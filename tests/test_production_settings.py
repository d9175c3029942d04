"""The same code with production's environment: what it refuses, and what it then promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as ours
from django.core.checks import run_checks

from config.checks import check_channels, check_commission, check_keys, check_secrets

KNOWN_KEY = b64decode(ours.DEVELOPMENT_KEY)
GOOD = {
    "DEBUG": "0",
    "DEMO": "0",
    "SITE_URL": "https://talat.example",
    "SECRET_KEY": "x7Qw-" * 12,
    "FIELD_KEYS": "k1:" + b64encode(b"k" * 32).decode(),
    "BLIND_INDEX_KEY": "k1:" + b64encode(b"i" * 32).decode(),
    "MARKETPLACE_EMAIL": "payments@talat.example",
    "STRIPE_SECRET_KEY": "rk_live_checked",
    "STRIPE_WEBHOOK_SECRET": "whsec_checked",
    "SMS_PROVIDER": "thaibulksms",
    "SMS_KEY": "key",
    "SMS_SECRET": "secret",
    "STATIC_COLLECTED": "0",
}
NEEDED = (
    "SITE_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "BLIND_INDEX_KEY",
    "MARKETPLACE_EMAIL",
    "STRIPE_SECRET_KEY",
    "SMS_PROVIDER",
    "DATABASE_URL",
)


def run(*command: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **GOOD, **changes}
    # The browser's tests set it for their own process.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    kept = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, *command], cwd=ours.BASE_DIR, env=kept, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def production(django_db_setup: None) -> dict[str, Any]:
    done = run("-m", "tests.production")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_production_checks_out_without_a_warning(django_db_setup: None) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_not_set_is_named(name: str) -> None:
    done = run("-c", "import config.settings", **{name: None})

    assert done.returncode != 0
    assert f"Set {name} in the environment" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("SECRET_KEY", "insecure-development-key-that-is-long-enough-for-all", "talat.E001"),
        ("SECRET_KEY", "short", "talat.E001"),
        ("FIELD_KEYS", {"k2": b"n" * 32, "dev": KNOWN_KEY}, "talat.E009"),
        ("BLIND_INDEX_KEY", KNOWN_KEY, "talat.E009"),
        ("STRIPE_API_BASE", "http://127.0.0.1:12111", "talat.E002"),
        ("DEMO", True, "talat.E003"),
        ("STRIPE_SECRET_KEY", "", "talat.E004"),
        ("STRIPE_SECRET_KEY", "pk_live_x", "talat.E004"),
        ("STRIPE_SECRET_KEY", "sk_test_sandbox", "talat.E005"),
        ("STRIPE_WEBHOOK_SECRETS", [], "talat.E006"),
        ("STOCK_GUARD", False, "talat.E007"),
        ("SMS_PROVIDER", "console", "talat.E011"),
        ("SMS_PROVIDER", "pigeon", "talat.E013"),
        ("SMS_KEY", "", "talat.E014"),
        ("SMS_SECRET", "", "talat.E014"),
        ("STRIPE_SECRET_KEY", "sk_live_x", "talat.W001"),
    ],
)
def test_each_bad_value_has_a_finding(settings: Any, name: str, value: Any, finding: str) -> None:
    as_in_production(settings)
    assert findings() == []

    setattr(settings, name, value)

    assert findings() == [finding]


def findings() -> list[str | None]:
    checks = (check_secrets, check_keys, check_channels)
    return [found.id for check in checks for found in check(None)]


def as_in_production(settings: Any) -> None:
    settings.DEVELOPMENT = settings.DEMO = False
    settings.SECRET_KEY = GOOD["SECRET_KEY"]
    settings.STRIPE_SECRET_KEY = GOOD["STRIPE_SECRET_KEY"]
    settings.STRIPE_WEBHOOK_SECRETS = [GOOD["STRIPE_WEBHOOK_SECRET"]]
    settings.STRIPE_API_BASE = ""
    settings.SMS_PROVIDER, settings.SMS_KEY, settings.SMS_SECRET = "thaibulksms", "key", "secret"
    settings.FIELD_KEYS, settings.BLIND_INDEX_KEY = {"k1": b"k" * 32}, b"i" * 32


@pytest.mark.parametrize("percent", ["-1", "50.01", "5%", ""])
def test_a_commission_is_a_share(settings: Any, percent: str) -> None:
    settings.COMMISSION_PERCENT = percent

    assert [found.id for found in check_commission(None)] == ["talat.E010"]


@pytest.mark.parametrize("percent", ["0", "5.00", "50"])
def test_a_share_is_a_commission(settings: Any, percent: str) -> None:
    settings.COMMISSION_PERCENT = percent

    assert check_commission(None) == []


def test_a_web_process_starts_with_values_that_are_right(django_db_setup: None) -> None:
    done = run("-c", "import config.wsgi; print(config.wsgi.application)")

    assert (done.returncode, done.stderr) == (0, "")
    assert "WSGIHandler" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("SECRET_KEY", "insecure-development-key", "talat.E001"),
        ("STRIPE_API_BASE", "http://127.0.0.1:12111", "talat.E002"),
        ("DEMO", "1", "talat.E003"),
        ("COMMISSION_PERCENT", "5%", "talat.E010"),
        ("DATABASE_URL", "postgresql://talat@127.0.0.1:1/talat", "talat.E020"),
    ],
)
def test_a_web_process_does_not_start_with_a_wrong_one(
    django_db_setup: None, name: str, value: str, finding: str
) -> None:
    done = run("-c", "import config.wsgi", DATABASE_POOL="0", **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"Talat does not start. {finding}: ")


def test_a_web_process_starts_before_the_first_migration(django_db_setup: None) -> None:
    without_tables = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()

    done = run("-c", "import config.wsgi", DATABASE_URL=without_tables)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_development_machine_is_asked_nothing(django_db_setup: None) -> None:
    done = run("-c", "import config.wsgi", DEBUG="1", DEMO="1", SECRET_KEY="short")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("debug", "fault_pages", "expected"),
    [("1", None, "True False"), ("1", "1", "True True"), ("0", "1", "False False")],
)
def test_fault_pages_are_for_development_and_on_request(
    debug: str, fault_pages: str | None, expected: str
) -> None:
    command = "from config import settings as s; print(s.DEVELOPMENT, s.DEBUG)"

    done = run("-c", command, DEBUG=debug, FAULT_PAGES=fault_pages)

    assert done.stdout.strip() == expected


@pytest.mark.django_db
def test_the_findings_are_among_the_checks_of_a_deployment(settings: Any) -> None:
    as_in_production(settings)
    settings.STOCK_GUARD = False

    found = run_checks(tags=["security"], include_deployment_checks=True)

    assert "talat.E007" in {finding.id for finding in found}


def test_browsers_are_told_to_come_by_https_alone(production: dict[str, Any]) -> None:
    for path in ("/", "/nowhere/", "/static/talat/css/main.css"):
        headers = production[path]["headers"]
        assert headers["Strict-Transport-Security"] == (
            "max-age=31536000; includeSubDomains; preload"
        )

    assert production["http"]["status"] == 301
    assert production["http"]["headers"]["Location"] == "https://talat.example/basket/"


def test_every_cookie_is_closed_to_scripts_and_to_plain_http(production: dict[str, Any]) -> None:
    cookies = [cookie for answer in production.values() for cookie in answer["cookies"]]

    names = {cookie.partition("=")[0] for cookie in cookies}
    assert {"csrftoken", "talat_session", "talat_language"} <= names
    for cookie in cookies:
        assert "Secure" in cookie, cookie
        assert "HttpOnly" in cookie, cookie
        assert "SameSite=Lax" in cookie, cookie
        assert "Domain=" not in cookie, cookie


def test_the_card_page_is_the_only_other_place_a_form_leads_to(production: dict[str, Any]) -> None:
    policy = production["/"]["headers"]["Content-Security-Policy"]

    assert "form-action 'self' https://checkout.stripe.com;" in f"{policy};"
    assert policy.count("http") == 1
    assert "unsafe" not in policy


def test_line_is_another_place_only_where_it_is_set_up(django_db_setup: None) -> None:
    told = {"LINE_CHANNEL_ID": "1234", "LINE_CHANNEL_SECRET": "secret"}
    command = (
        "from config.settings import CONTENT_SECURITY_POLICY as policy;"
        "print(policy['DIRECTIVES']['form-action'][1:])"
    )

    without, half = run("-c", command), run("-c", command, LINE_CHANNEL_ID="1234")
    done = run("-c", command, **told)

    assert without.stdout.strip() == half.stdout.strip() == "['https://checkout.stripe.com']"
    assert done.stdout.strip() == "['https://checkout.stripe.com', 'https://access.line.me']"


def test_another_host_is_not_served(production: dict[str, Any]) -> None:
    assert production["stranger's host"]["status"] == 400
