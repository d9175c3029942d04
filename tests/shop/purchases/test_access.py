from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory

from community.people.models import User
from shop.purchases.access import (
    REMEMBERED,
    get_own_purchase,
    get_own_purchases,
    remember_by_token,
    remember_purchase,
)
from shop.purchases.models import Purchase
from tests.cast import make_listing, seller_of
from tests.sold import make_purchase


@pytest.fixture
def purchase(mali: User, somchai: User) -> Purchase:
    return make_purchase(make_listing(seller_of(mali)), user=somchai)


def asking(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user, request.session = user, SessionStore()
    return request


def test_the_buyer_sees_it(purchase: Purchase, somchai: User) -> None:
    assert get_own_purchase(asking(somchai), purchase.number) == purchase


def test_others_get_a_404_the_seller_among_them(
    purchase: Purchase, krit: User, mali: User, anan: User
) -> None:
    for person in (krit, mali, anan, AnonymousUser()):
        with pytest.raises(Http404):
            get_own_purchase(asking(person), purchase.number)


def test_a_guest_sees_what_the_session_remembers(purchase: Purchase) -> None:
    request = asking(AnonymousUser())

    remember_purchase(request, purchase)

    assert get_own_purchase(request, purchase.number) == purchase


def test_the_session_forgets_the_oldest_of_many(purchase: Purchase) -> None:
    request = asking(AnonymousUser())
    request.session[REMEMBERED] = list(range(1000, 1020))

    remember_purchase(request, purchase)
    remember_purchase(request, purchase)

    assert request.session[REMEMBERED] == [purchase.pk, *range(1000, 1019)]


@pytest.mark.parametrize("token", ["", "wrong", "x" * 10_000, "ก"])
def test_a_wrong_token_opens_nothing(purchase: Purchase, token: str) -> None:
    request = asking(AnonymousUser())

    assert not remember_by_token(request, purchase.number, token)
    assert not remember_by_token(request, "AAAA-AAAA", purchase.token)
    assert REMEMBERED not in request.session


def test_the_token_opens_one_purchase_alone(purchase: Purchase, mali: User) -> None:
    other = make_purchase(make_listing(seller_of(mali), slug="other"))
    request = asking(AnonymousUser())

    assert not remember_by_token(request, other.number, purchase.token)


def test_the_history_is_the_accounts_own(purchase: Purchase, somchai: User, krit: User) -> None:
    assert list(get_own_purchases(asking(somchai))) == [purchase]
    assert list(get_own_purchases(asking(krit))) == []
    assert list(get_own_purchases(asking(AnonymousUser()))) == []


def test_a_link_with_a_token_remembers_and_hides_it(purchase: Purchase, client: Client) -> None:
    url = purchase.get_absolute_url()

    closed = client.get(url)
    answer = client.get(f"{url}?t={purchase.token}")

    assert closed.status_code == 404
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert client.get(url).status_code == 200


def test_a_link_with_a_wrong_token_says_nothing(purchase: Purchase, client: Client) -> None:
    url = purchase.get_absolute_url()

    answer = client.get(f"{url}?t=wrong", follow=True)

    assert answer.status_code == 404


def test_pages_of_a_purchase_are_not_kept_by_anyone(purchase: Purchase, client: Client) -> None:
    client.get(f"{purchase.get_absolute_url()}?t={purchase.token}")

    assert "no-store" in client.get(purchase.get_absolute_url())["Cache-Control"]
