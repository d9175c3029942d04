from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_it_answers_with_the_places_of_a_postcode(client: Client) -> None:
    answer = client.get("/places/postcode/", {"postcode": "๕๐๒๐๐"}).json()

    assert answer["postcode"] == "50200"
    assert answer["places"][0] == {
        "subdistrict": "ศรีภูมิ",
        "district": "เมืองเชียงใหม่",
        "province": "เชียงใหม่",
        "province_code": "50",
    }


def test_it_answers_in_the_language_that_was_chosen(client: Client) -> None:
    client.cookies["talat_language"] = "en"

    answer = client.get("/places/postcode/", {"postcode": "50200"}).json()

    assert answer["places"][0]["province"] == "Chiang Mai"


@pytest.mark.parametrize("typed", ["", "abc", "1e9", "5" * 10_000, "\x00"])
def test_nonsense_has_no_places(client: Client, typed: str) -> None:
    answer = client.get("/places/postcode/", {"postcode": typed})

    assert answer.status_code == 200
    assert answer.json() == {"postcode": "", "places": []}


def test_it_asks_the_database_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get("/places/postcode/", {"postcode": "50200"})


def test_it_takes_no_posts(client: Client) -> None:
    assert client.post("/places/postcode/", {"postcode": "50200"}).status_code == 405
