"""A listing's photos: moved by buttons and by dragging, dropped, added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Listing, ListingCard
from tests.cast import make_listing, make_photo, make_seller
from tests.shop.listings.pictures import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    """Return a listing with the photos a, b and c."""
    listing = make_listing(malis_shop)
    for position, letter in enumerate("abc"):
        make_photo(listing, letter * 40, position=position)
    return listing


def order_of(listing: Listing) -> str:
    return "".join(key[0] for key in listing.photos.values_list("key", flat=True))


def press(desk: Client, listing: Listing, act: str, letter: str = "", **sent: Any) -> Any:
    number = listing.photos.get(key=letter * 40).pk if letter else ""
    act = f"{act}:{number}" if letter else act
    return desk.post(f"/desk/goods/{listing.pk}/photos/", {"act": act, **sent}, follow=True)


@pytest.mark.parametrize(
    ("act", "letter", "order"),
    [
        ("earlier", "b", "bac"),
        ("earlier", "a", "abc"),
        ("later", "a", "bac"),
        ("later", "c", "abc"),
        ("drop", "b", "ac"),
        ("turn", "b", "abc"),
    ],
)
def test_a_button_moves_one_photo(
    desk: Client, listing: Listing, act: str, letter: str, order: str
) -> None:
    press(desk, listing, act, letter)

    assert order_of(listing) == order


def test_the_first_one_stands_in_lists(desk: Client, listing: Listing) -> None:
    press(desk, listing, "earlier", "b")

    assert ListingCard.objects.get().photo_key == "b" * 40
    assert Act.objects.get().details["fields"] == ["photos"]


def test_dragging_sends_the_whole_order(desk: Client, listing: Listing) -> None:
    a, b, c = listing.photos.values_list("pk", flat=True)

    press(desk, listing, "order", order=[c, a, b])

    assert order_of(listing) == "cab"


def test_a_photo_that_came_meanwhile_goes_behind(desk: Client, listing: Listing) -> None:
    _a, b, c = listing.photos.values_list("pk", flat=True)

    press(desk, listing, "order", order=[c, b, "<b>", "9" * 40])

    assert order_of(listing) == "cba"


def test_the_last_photo_of_what_is_on_sale_stays(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_photo(listing, "a" * 40)

    answer = press(desk, listing, "drop", "a")

    assert order_of(listing) == "a"
    assert "one photo has to stay" in answer.content.decode()


def test_one_more_goes_behind(desk: Client, listing: Listing) -> None:
    photo = SimpleUploadedFile("a.jpg", picture_file(), "image/jpeg")

    press(desk, listing, "add", photos=photo)

    assert order_of(listing)[:3] == "abc"
    assert listing.photos.count() == 4


def test_no_photo_chosen_is_said(desk: Client, listing: Listing) -> None:
    answer = press(desk, listing, "add")

    assert answer.status_code == 422
    assert "Add at least one photo" in answer.content.decode()


def test_an_eleventh_is_one_too_many(desk: Client, listing: Listing) -> None:
    shots = [
        SimpleUploadedFile(f"{n}.png", picture_file(colour=(n, 0, 0)), "image/png")
        for n in range(8)
    ]

    answer = press(desk, listing, "add", photos=shots)

    assert answer.status_code == 422
    assert listing.photos.count() == 3


def test_somebody_elses_photos_are_not_there(desk: Client) -> None:
    theirs = make_listing(make_seller("kham"), slug="clay-cup")

    assert desk.get(f"/desk/goods/{theirs.pk}/photos/").status_code == 404
