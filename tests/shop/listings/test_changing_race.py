"""Two people save one listing at the same moment: real connections, and a control."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from community.people.models import User
from shop.listings.changing import Edited, change_words
from shop.listings.models import Listing
from shop.listings.variants import set_axes
from tests.cast import make_listing, make_seller, make_user

pytestmark = pytest.mark.django_db(transaction=True)
COLOURS = {"สี": ["แดง", "คราม"]}


def at_once(acts: list[Callable[[], object]]) -> list[bool]:
    """Do them at the same moment, each on a connection of its own; return which went well."""
    start = Barrier(len(acts))

    def do(act: Callable[[], object]) -> bool:
        start.wait()
        try:
            act()
        except Edited:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org")


@pytest.fixture
def listing(mali: User) -> Listing:
    return make_listing(make_seller(owner=mali))


@pytest.mark.parametrize(("seen", "expected"), [(1, 1), (None, 4)])
def test_of_four_who_saw_the_same_one_saves(
    mali: User, listing: Listing, seen: int | None, expected: int
) -> None:
    """Without what was seen, the control, the last writes over all others."""
    acts: list[Callable[[], object]] = [
        lambda n=number: change_words(listing, {"title_en": f"{n}"}, mali, seen_version=seen)  # type: ignore[misc]
        for number in range(4)
    ]

    well = at_once(acts)

    assert sum(well) == expected
    assert Listing.objects.get().version == 1 + expected


def test_kinds_made_twice_at_once_are_there_once(mali: User, listing: Listing) -> None:
    acts: list[Callable[[], object]] = [lambda: set_axes(listing, COLOURS, mali)] * 3

    at_once(acts)

    names = [one.name for one in listing.variants.all()]
    assert names == ["แดง", "คราม"]
