"""Dao has a telephone and no e-mail address: she comes in by SMS, with and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext

from community.channels.models import OneTimeCode
from community.people.models import User
from tests.browser.selling import log_in
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_user

PHONE = "0812345678"


def code_from_sms() -> str:
    newest = max((settings.DATA_DIR / "sms").iterdir())
    found = re.search(r"\b\d{6}\b", newest.read_text())
    assert found
    return found.group()


def go_on(visitor: Visitor) -> None:
    visitor.fill("The code from the SMS", code_from_sms())
    visitor.press("Go on")


@pytest.mark.parametrize("language", ["th", "en"])
def test_dao_makes_an_account_and_comes_back(visitor: Visitor, language: str) -> None:
    visitor.speak(language)
    visitor.open("/account/login/")
    visitor.follow("Make an account")
    visitor.look("sign-up")
    visitor.fill("Your name", "ดาว")
    visitor.fill("Mobile number", "12")
    visitor.press("Send me a code")
    visitor.look("a wrong number")
    visitor.fill("Mobile number", PHONE)
    visitor.press("Send me a code")
    visitor.look("the code")
    visitor.fill("The code from the SMS", "000000")
    visitor.press("Go on")
    visitor.look("a wrong code")
    go_on(visitor)
    assert visitor.page.url.endswith("/account/")

    visitor.press("Log out")
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    visitor.open("/account/login/?next=/account/password/set/")
    visitor.look("log-in")
    visitor.fill("Mobile number", PHONE)
    visitor.press("Send me a code")
    go_on(visitor)
    visitor.look("a first password")
    for path in ("/account/profile/", "/account/phone/", "/account/proof/"):
        visitor.open(path)
        visitor.look(path)
    assert User.objects.get(phone="+66812345678").phone_verified


def test_a_number_without_an_account_is_asked_for_a_name(visitor: Visitor) -> None:
    visitor.open("/account/code/")
    visitor.look("the number")
    visitor.fill("Mobile number", PHONE)
    visitor.press("Send me a code")
    go_on(visitor)
    visitor.look("the name")
    visitor.fill("Your name", "ดาว")
    visitor.press("Make an account")

    assert User.objects.get(phone="+66812345678").name == "ดาว"


def test_a_browser_without_scripts_comes_in_too(
    bare_phone: BrowserContext, site: Site, stalls: Stalls
) -> None:
    visitor = Visitor(bare_phone, site, has_scripts=False)
    visitor.open("/account/signup/?next=/account/profile/")
    visitor.fill("Your name", "ดาว")
    visitor.fill("Mobile number", PHONE)
    visitor.press("Send me a code")
    go_on(visitor)

    assert visitor.page.url.endswith("/account/profile/")
    assert visitor.trouble == []


def test_line_is_offered_where_it_is_set_up(visitor: Visitor, settings: Any) -> None:
    settings.LINE_LOGIN = True
    somchai = make_user(phone="+66812345678", phone_verified=True)

    for path in ("/account/login/", "/account/signup/", "/account/line/cancelled/"):
        visitor.open(path)
        visitor.look(path)
    log_in(visitor, "somchai@example.org", "/account/line/")
    visitor.look("LINE not connected")
    account = SocialAccount(user=somchai, provider="line", uid="U1")
    account.extra_data = {"displayName": "สมชาย"}
    account.save()
    for path in ("/account/line/", "/account/profile/"):
        visitor.open(path)
        visitor.look(path)
