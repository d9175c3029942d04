from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from community.people.models import User
from tests.cast import PASSWORD, make_listing, make_user, seller_of
from tests.sold import make_purchase

PAGES = [
    "/account/",
    "/account/orders/",
    "/account/profile/",
    "/account/phone/",
    "/account/addresses/",
    "/account/addresses/new/",
    "/account/email/",
    "/account/password/change/",
]


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def as_somchai(client: Client, somchai: User) -> Client:
    client.force_login(somchai)
    return client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens_for_its_person(as_somchai: Client, page: str, language: str) -> None:
    as_somchai.cookies["talat_language"] = language

    assert as_somchai.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_sent_to_the_log_in_and_back(client: Client, page: str) -> None:
    assert client.get(page)["Location"] == f"/account/login/?next={page}"


def test_the_history_shows_ones_own_purchases_alone(
    as_somchai: Client, somchai: User, mali: User, krit: User
) -> None:
    listing = make_listing(seller_of(mali))
    own = make_purchase(listing, user=somchai)
    foreign = make_purchase(listing, user=krit)

    page = as_somchai.get("/account/orders/").content.decode()

    assert own.number in page
    assert foreign.number not in page


def test_the_history_costs_the_same_with_ten_more(
    as_somchai: Client,
    somchai: User,
    mali: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    listing = make_listing(seller_of(mali), stock=30)
    for _ in range(12):
        make_purchase(listing, user=somchai)

    with django_assert_max_num_queries(8):
        as_somchai.get("/account/orders/")


def test_a_wild_page_number_shows_a_page(as_somchai: Client) -> None:
    assert as_somchai.get("/account/orders/?page=abc").status_code == 200
    assert as_somchai.get("/account/orders/?page=-9").status_code == 200


def test_name_and_language_are_saved(as_somchai: Client, somchai: User) -> None:
    as_somchai.post("/account/profile/", {"name": "Sam", "language": "en"})

    somchai.refresh_from_db()
    assert (somchai.name, somchai.language) == ("Sam", "en")
    assert as_somchai.cookies["talat_language"].value == "en"


def test_a_language_we_do_not_speak_is_refused(as_somchai: Client, somchai: User) -> None:
    response = as_somchai.post("/account/profile/", {"name": "Sam", "language": "xx"})

    somchai.refresh_from_db()
    assert "language" in response.context["form"].errors
    assert somchai.language == "th"


def test_a_number_of_another_account_is_refused(as_somchai: Client, somchai: User) -> None:
    make_user(None, phone="+66812345678")

    response = as_somchai.post("/account/phone/", {"phone": "0812345678", "password": PASSWORD})

    somchai.refresh_from_db()
    assert "phone" in response.context["form"].errors
    assert somchai.phone is None


def test_the_only_way_to_log_in_is_not_taken_away(client: Client) -> None:
    dao = make_user(None, phone="+66812345678")
    client.force_login(dao)

    response = client.post("/account/phone/", {"phone": "", "password": PASSWORD})

    dao.refresh_from_db()
    assert "phone" in response.context["form"].errors
    assert dao.phone == "+66812345678"
