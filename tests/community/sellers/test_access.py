from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from community.people.models import User
from community.sellers.access import (
    CURRENT_SELLER,
    get_own_role,
    get_own_seller,
    get_own_sellers,
)
from community.sellers.models import Seller
from tests.cast import join_team, make_seller, seller_of


def asking(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/desk/")
    request.user, request.session = user, SessionStore()
    return request


def test_mali_gets_her_own_seller(mali: User) -> None:
    assert get_own_seller(asking(mali)) == seller_of(mali)


def test_a_stranger_gets_a_404(mali: User, krit: User) -> None:
    with pytest.raises(Http404):
        get_own_seller(asking(krit))


def test_nobody_gets_a_404(mali: User) -> None:
    with pytest.raises(Http404):
        get_own_seller(asking(AnonymousUser()))


def test_the_switcher_chooses_among_ones_own(mali: User) -> None:
    second = make_seller("second", owner=mali)
    request = asking(mali)

    request.session[CURRENT_SELLER] = second.pk

    assert get_own_seller(request) == second


def test_the_switcher_never_reaches_another_persons_seller(mali: User, krit: User) -> None:
    foreign = make_seller("foreign", owner=krit)
    request = asking(mali)

    request.session[CURRENT_SELLER] = foreign.pk

    assert get_own_seller(request) == seller_of(mali)


def test_a_closed_seller_is_gone_and_a_suspended_one_stays(mali: User) -> None:
    own = seller_of(mali)

    Seller.objects.filter(pk=own.pk).update(state=Seller.State.SUSPENDED)
    suspended = get_own_sellers(asking(mali))
    Seller.objects.filter(pk=own.pk).update(state=Seller.State.CLOSED)
    closed = get_own_sellers(asking(mali))

    assert suspended == [own]
    assert closed == []


def test_the_role_is_the_one_in_that_team(mali: User, dao: User, krit: User) -> None:
    own = seller_of(mali)
    join_team(own, dao, "packer")  # type: ignore[arg-type]

    assert get_own_role(asking(mali), own) == "owner"
    assert get_own_role(asking(dao), own) == "packer"
    with pytest.raises(Http404):
        get_own_role(asking(krit), own)
