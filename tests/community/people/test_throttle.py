from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from community.people.models import User
from tests.cast import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def try_login(client: Client, login: str, password: str = "wrong", address: str = "10.0.0.1"):  # type: ignore[no-untyped-def]
    return client.post(
        "/account/login/", {"login": login, "password": password}, REMOTE_ADDR=address
    )


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_after_ten_wrong_passwords_the_right_one_waits_too(client: Client, somchai: User) -> None:
    for _ in range(10):
        try_login(client, "somchai@example.org")

    refused = try_login(client, "somchai@example.org", PASSWORD)

    assert not is_logged_in(client)
    assert "สิบนาที" in refused.content.decode()


def test_other_spellings_are_counted_as_the_same_login(client: Client, somchai: User) -> None:
    for spelling in ["somchai@example.org", " Somchai@example.org", "SOMCHAI@EXAMPLE.ORG "] * 4:
        try_login(client, spelling)

    try_login(client, "somchai@example.org", PASSWORD)

    assert not is_logged_in(client)


def test_wrong_passwords_for_one_number_do_not_stop_another(client: Client) -> None:
    make_user(None, name="ดาว", phone="+66812345678")
    for _ in range(10):
        try_login(client, "0899999999")

    try_login(client, "081 234 5678", PASSWORD)

    assert is_logged_in(client)


def test_a_stranger_does_not_lock_the_owner_out(client: Client, somchai: User) -> None:
    for _ in range(70):
        try_login(Client(), "somchai@example.org", address="10.6.6.6")

    try_login(client, "somchai@example.org", PASSWORD, address="10.0.0.1")

    assert is_logged_in(client)


def test_one_address_cannot_try_one_password_on_many_accounts(client: Client) -> None:
    for number in range(30):
        try_login(client, f"buyer{number}@example.org")
    make_user("last@example.org")

    try_login(client, "last@example.org", PASSWORD)

    assert not is_logged_in(client)


def test_right_passwords_are_not_counted(client: Client, somchai: User) -> None:
    for _ in range(12):
        try_login(client, "somchai@example.org", PASSWORD)
        client.post("/account/logout/")

    try_login(client, "somchai@example.org", PASSWORD)

    assert is_logged_in(client)
