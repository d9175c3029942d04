from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from community.people.models import User
from shop.purchases.lookup import clean_number
from shop.purchases.models import Purchase
from tests.cast import make_listing, seller_of
from tests.sold import make_purchase

LOOKUP = "/orders/"


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def purchase(mali: User) -> Purchase:
    return make_purchase(
        make_listing(seller_of(mali)),
        number="K7Q2-9XMD",
        phone="+66812345678",
        email="Somchai@example.org",
    )


def look_up(client: Client, number: str, reach: str, **extra: str) -> Any:
    return client.post(LOOKUP, {"number": number, "reach": reach}, **extra)


@pytest.mark.parametrize("number", ["K7Q2-9XMD", "k7q29xmd", " k7q2 9xmd ", "K7Q2–9XMD"])
@pytest.mark.parametrize(
    "reach", ["081 234 5678", "๐๘๑๒๓๔๕๖๗๘", "+66812345678", " SOMCHAI@example.org"]
)
def test_number_and_contact_find_it_however_written(
    client: Client, purchase: Purchase, number: str, reach: str
) -> None:
    answer = look_up(client, number, reach)

    assert answer["Location"] == "/orders/K7Q2-9XMD/"
    assert client.get("/orders/K7Q2-9XMD/").status_code == 200


def test_a_wrong_number_and_a_wrong_contact_get_the_same_answer(purchase: Purchase) -> None:
    wrong = [("K7Q2-9XMD", "0899999999"), ("K7Q2-9XMQ", "0812345678"), ("K7Q2-9XMD", "hello")]

    errors = [look_up(Client(), *typed).context["form"].errors for typed in wrong]

    assert errors[0] == errors[1] == errors[2]
    assert list(errors[0]) == ["__all__"]


def test_an_empty_email_is_not_a_way_in(client: Client, mali: User) -> None:
    make_purchase(make_listing(seller_of(mali)), number="K7Q2-9XMD", email="")

    response = look_up(client, "K7Q2-9XMD", "")

    assert list(response.context["form"].errors) == ["reach"]
    assert client.get("/orders/K7Q2-9XMD/").status_code == 404


@pytest.mark.parametrize("number", ["", "1", "K7Q2-9XM0", "x" * 10_000, "\x00", "' OR 1=1 --"])
def test_nonsense_is_answered_beside_the_field(client: Client, db: None, number: str) -> None:
    response = look_up(client, number, "0812345678")

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["number"]
    assert "0812345678" in response.content.decode()


def test_ten_tries_from_one_address_are_enough(client: Client, purchase: Purchase) -> None:
    for _ in range(10):
        look_up(client, "K7Q2-9XMQ", "0899999999")

    refused = look_up(client, "K7Q2-9XMD", "0812345678")

    assert refused.status_code == 429
    assert "purchases" not in client.session


def test_ten_tries_at_one_number_are_enough_from_anywhere(purchase: Purchase) -> None:
    for host in range(10):
        look_up(Client(), "k7q2 9xmd", "0899999999", REMOTE_ADDR=f"10.0.0.{host}")

    refused = look_up(Client(), "K7Q2-9XMD", "0812345678", REMOTE_ADDR="10.0.0.99")

    assert refused.status_code == 429


def test_opening_the_page_is_no_try(client: Client, purchase: Purchase) -> None:
    for _ in range(12):
        page = client.get(LOOKUP, {"number": "K7Q2-9XMD"})

    assert page.status_code == 200
    assert "K7Q2-9XMD" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("k7q29xmd", "K7Q2-9XMD"), ("K7Q2 9XMD", "K7Q2-9XMD"), ("K7Q2-9XM", ""), ("ก7Q2-9XMD", "")],
)
def test_a_number_has_one_spelling(typed: str, number: str) -> None:
    assert clean_number(typed) == number
