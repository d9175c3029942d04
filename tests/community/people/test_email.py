from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_user

EMAIL = "/account/email/"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def as_somchai(client: Client, somchai: User) -> Client:
    """Logged in, the password given a moment ago."""
    client.force_login(somchai)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def change(client: Client, email: str):  # type: ignore[no-untyped-def]
    return client.post(EMAIL, {"action_add": "1", "email": email})


def confirm_path() -> str:
    found = re.search(r"/account/email/confirm/\S+", str(mail.outbox[-1].body))
    assert found
    return found.group()


def test_the_new_address_counts_when_it_is_confirmed(as_somchai: Client, somchai: User) -> None:
    change(as_somchai, "New@Example.org")
    somchai.refresh_from_db()
    before = somchai.email
    asked = as_somchai.get(confirm_path())
    as_somchai.post(confirm_path())

    somchai.refresh_from_db()
    assert before == "somchai@example.org"
    assert asked.status_code == 200
    assert somchai.email == "new@example.org"
    assert EmailAddress.objects.get(user=somchai).verified


def test_changing_it_asks_for_the_password_first_and_goes_on(client: Client, somchai: User) -> None:
    client.force_login(somchai)

    asked = change(client, "new@example.org")
    client.post(asked["Location"], {"password": PASSWORD, "next": EMAIL})

    assert asked["Location"].startswith("/account/reauthenticate/")
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_a_mistyped_address_of_the_sign_up_can_be_changed(
    as_somchai: Client, somchai: User
) -> None:
    as_somchai.get(EMAIL)  # allauth notes the unconfirmed address here

    response = change(as_somchai, "right@example.org")

    somchai.refresh_from_db()
    assert response.status_code == 302
    assert somchai.email == "somchai@example.org"


def test_the_address_one_logs_in_with_is_not_removed(as_somchai: Client, somchai: User) -> None:
    as_somchai.get(EMAIL)

    as_somchai.post(EMAIL, {"action_remove": "1", "email": "somchai@example.org"})

    somchai.refresh_from_db()
    assert somchai.email == "somchai@example.org"


def test_a_phone_account_can_add_one(client: Client) -> None:
    dao = make_user(None, name="ดาว", phone="+66812345678")
    client.force_login(dao)
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    change(client, "dao@example.org")
    client.post(confirm_path())

    dao.refresh_from_db()
    assert dao.email == "dao@example.org"


def test_another_persons_address_cannot_be_confirmed(as_somchai: Client, somchai: User) -> None:
    change(as_somchai, "mali@example.org")
    make_user("mali@example.org", name="มะลิ")

    response = as_somchai.post(confirm_path())

    somchai.refresh_from_db()
    assert response.status_code in (200, 302)
    assert somchai.email == "somchai@example.org"


def test_the_pages_of_an_unknown_link_say_so(client: Client) -> None:
    page = client.get("/account/email/confirm/not-a-key/")

    assert page.status_code == 200
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in page.content.decode()
