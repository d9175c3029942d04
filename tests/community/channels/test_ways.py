from __future__ import annotations

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount

from community.channels.ways import ways_for
from community.people.models import User
from tests.cast import make_user

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"


@pytest.fixture
def dao(settings: Any) -> User:
    """Reachable in every way."""
    settings.LINE_CHANNEL_TOKEN = "token"
    user = make_user("dao@example.org", phone=PHONE, phone_verified=True)
    SocialAccount.objects.create(user=user, provider="line", uid="U1")
    return user


@pytest.mark.parametrize(
    ("channel", "ways"),
    [
        ("", ["line", "email", "sms"]),
        ("sms", ["sms", "line", "email"]),
        ("email", ["email", "line", "sms"]),
        ("line", ["line", "email", "sms"]),
    ],
)
def test_the_chosen_way_comes_first(dao: User, channel: str, ways: list[str]) -> None:
    dao.channel = channel

    assert ways_for(dao) == ways


def test_line_needs_our_own_token(dao: User, settings: Any) -> None:
    dao.channel, settings.LINE_CHANNEL_TOKEN = "line", ""

    assert ways_for(dao) == ["email", "sms"]


def test_a_number_that_nobody_confirmed_is_for_who_has_nothing_else() -> None:
    assert ways_for(make_user("mali@example.org", phone=PHONE)) == ["email"]
    assert ways_for(make_user(None, phone="+66899999999")) == ["sms"]
