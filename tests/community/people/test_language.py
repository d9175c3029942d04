from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User

pytestmark = pytest.mark.django_db

SWITCH = "/account/language/"


def test_thai_is_spoken_whatever_the_browser_asks_for(client: Client) -> None:
    page = client.get("/account/login/", HTTP_ACCEPT_LANGUAGE="en")

    assert page["Content-Language"] == "th"


def test_the_choice_is_kept_and_leads_back(client: Client) -> None:
    response = client.post(SWITCH, {"language": "en", "next": "/account/login/?next=/x/"})

    assert response["Location"] == "/account/login/?next=/x/"
    assert client.get("/account/login/")["Content-Language"] == "en"


def test_the_account_remembers_it(client: Client, somchai: User) -> None:
    client.force_login(somchai)

    client.post(SWITCH, {"language": "en"})

    somchai.refresh_from_db()
    assert somchai.language == "en"


def test_an_unknown_language_is_thai(client: Client) -> None:
    client.post(SWITCH, {"language": "../../etc"})

    assert client.cookies["talat_language"].value == "th"


@pytest.mark.parametrize(
    "evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", "", "x"]
)
def test_it_leads_nowhere_else(client: Client, evil: str) -> None:
    assert client.post(SWITCH, {"language": "en", "next": evil})["Location"] == "/"


def test_a_link_changes_nothing(client: Client) -> None:
    assert client.get(SWITCH).status_code == 405


def test_a_post_needs_our_own_page() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(SWITCH, {"language": "en"}).status_code == 403
