from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from community.people.models import User
from tests.cast import make_user

pytestmark = pytest.mark.django_db

SIGNUP = "/account/signup/email/"
GOOD = {"name": "ดาว", "email": "dao@example.org", "password1": "ฝนตกที่ลำปางเมื่อวาน"}


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def sign_up(client: Client, **fields: str) -> Any:
    return client.post(SIGNUP, {**GOOD, **fields})


def test_an_account_with_email_is_asked_to_confirm_it(client: Client) -> None:
    sign_up(client, email="Dao@Example.org")

    assert User.objects.get().email == "dao@example.org"
    assert [message.to for message in mail.outbox] == [["dao@example.org"]]
    assert "/account/email/confirm/" in str(mail.outbox[0].body)


def test_a_posted_number_is_not_taken(client: Client) -> None:
    sign_up(client, phone="0812345678")

    assert User.objects.get().phone is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "ก" * 121),
        ("name", "\x00"),
        ("email", "not-an-address"),
        ("password1", "short"),
        ("email", ""),
        ("password1", ""),
    ],
)
def test_bad_input_is_answered_beside_the_field(client: Client, field: str, typed: str) -> None:
    response = sign_up(client, **{field: typed})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not User.objects.exists()


def test_what_was_typed_is_kept(client: Client) -> None:
    page = sign_up(client, password1="short").content.decode()

    assert "dao@example.org" in page


def test_an_address_has_one_account(client: Client) -> None:
    make_user("dao@example.org")

    response = sign_up(client)

    assert response.status_code == 200
    assert User.objects.count() == 1
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("length", [64, 128])
def test_long_passwords_are_taken_whole(client: Client, length: int) -> None:
    password = "ab1 " * (length // 4)

    sign_up(client, password1=password)

    dao = User.objects.get()
    assert dao.check_password(password)
    assert not dao.check_password(password[:-1])


def test_posted_rights_are_not_taken(client: Client) -> None:
    sign_up(client, is_staff="1", is_superuser="1", phone_verified="1")

    dao = User.objects.get()
    assert (dao.is_staff, dao.is_superuser, dao.phone_verified) == (False, False, False)


def test_next_is_honoured_safely(client: Client) -> None:
    response = sign_up(client, next="/checkout/")
    client.post("/account/logout/")
    evil = sign_up(client, email="krit@example.org", next="//evil.example/")

    assert response["Location"] == "/checkout/"
    assert evil["Location"] == "/account/"


def test_one_address_makes_twenty_accounts_in_ten_minutes_at_most() -> None:
    for number in range(20):
        sign_up(Client(), email=f"d{number}@example.org")

    response = sign_up(Client(), email="one@example.org")

    assert response.status_code == 429
    assert User.objects.count() == 20


def test_the_form_asks_for_no_more_than_it_needs(client: Client) -> None:
    form = client.get(SIGNUP).context["form"]

    assert list(form.fields) == ["name", "email", "password1"]
    assert form.fields["password1"].widget.attrs["autocomplete"] == "new-password"
