"""A seller lists something on one screen, and changes it later."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.browse.remembering import forget_everything
from shop.delivery.models import DeliveryMethod
from shop.listings.models import Listing, ListingCard
from tests.cast import join_team, make_category, make_listing, make_seller, make_user
from tests.shop.moderation.looking import make_known

State = Listing.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean(settings: Any, tmp_path: Path) -> None:
    forget_everything()
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def photo(kind: str = "JPEG", colour: str = "red") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (400, 400), colour).save(file, kind)
    return SimpleUploadedFile("IMG_0001.jpg", file.getvalue(), "image/jpeg")


def filled(**other: Any) -> dict[str, Any]:
    words = {
        "title_th": "ผ้าขาวม้าทอมือ",
        "price": "๒๕๐.๕๐",
        "unit": "cloth",
        "stock": "1,200",
        "category": str(make_category().pk),
    }
    return {**words, "photos": photo(), **other}


def test_it_is_on_sale_at_once(desk: Client, malis_shop: Seller) -> None:
    make_known(malis_shop)

    answer = desk.post("/desk/goods/new/", filled(), follow=True)

    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    record = listing.variants.get().stock_record
    assert "On sale now." in answer.content.decode()
    assert (listing.title_th, listing.unit, listing.state) == ("ผ้าขาวม้าทอมือ", "cloth", "published")
    assert (record.price, record.num_in_stock) == (Decimal("250.50"), 1200)
    assert listing.photos.count() == 1
    assert ListingCard.objects.get(listing=listing).is_visible
    assert listing.variants.get().weight_g == 500
    assert set(Act.objects.values_list("verb", flat=True)) == {"listing.added", "listing.published"}


def test_a_new_shops_first_goods_wait_for_staff(desk: Client, malis_shop: Seller) -> None:
    answer = desk.post("/desk/goods/new/", filled(), follow=True)

    assert Listing.objects.get().state == State.REVIEW
    assert not ListingCard.objects.get().is_visible
    assert "The market looks at it before it goes on sale" in answer.content.decode()


def test_a_forbidden_name_is_refused_with_its_word(desk: Client, malis_shop: Seller) -> None:
    answer = desk.post("/desk/goods/new/", filled(title_th="เหล้า.ขาวบ้านเรา"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“เหล้า.ขาว”: alcohol may not be sold on the internet." in page
    assert 'value="เหล้า.ขาวบ้านเรา"' in page
    assert not Listing.objects.exists()


def test_the_first_thing_brings_a_way_of_delivery(desk: Client, malis_shop: Seller) -> None:
    for number in range(2):
        desk.post("/desk/goods/new/", filled(title_th=f"ของ {number}", photos=photo()))

    method = DeliveryMethod.objects.get(seller=malis_shop)
    assert method.kind == DeliveryMethod.Kind.WEIGHT
    assert method.bands.count() == 8


def test_what_waits_for_approval_is_kept_and_not_shown(desk: Client, malis_shop: Seller) -> None:
    Seller.objects.update(state=Seller.State.JOINING)

    answer = desk.post("/desk/goods/new/", filled(), follow=True)

    listing = Listing.objects.get()
    assert "when the market has approved your shop" in answer.content.decode()
    assert not ListingCard.objects.get().is_visible
    assert desk.get(listing.get_absolute_url()).status_code == 404


def test_a_photo_outlives_a_wrong_price(desk: Client, malis_shop: Seller) -> None:
    wrong = desk.post("/desk/goods/new/", filled(price="ถูก"))
    kept = wrong.context["form"].kept_sealed

    answer = desk.post("/desk/goods/new/", {**filled(kept=kept), "photos": []})

    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Write the price as a number, such as 250 or 250.50." in page
    assert 'value="ถูก"' in page
    assert "1 photo is kept" in page
    assert answer.status_code == 302
    assert Listing.objects.get().photos.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title_th", "", "Write what it is called"),
        ("title_th", "ก" * 161, "Write a shorter name"),
        ("price", "", "Write the price in baht."),
        ("price", "0", "at least 1 baht"),
        ("price", "-5", "at least 1 baht"),
        ("price", "1e9", "at most a million"),
        ("price", "1.555", "at most two places"),
        ("stock", "1.5", "Write a whole number"),
        ("stock", "-1", "Write 0 or more."),
        ("stock", "100001", "Write a smaller number"),
        ("category", "", "Choose a kind"),
        ("category", "999999", "Select a valid choice"),
        ("unit", "<b>", "Select a valid choice"),
        ("photos", "", "Add at least one photo"),
        ("weight_g", "heavy", "Write a whole number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_listed(
    desk: Client, malis_shop: Seller, field: str, typed: str, sentence: str
) -> None:
    answer = desk.post("/desk/goods/new/", filled(**{field: typed}))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Listing.objects.exists()


@pytest.mark.parametrize("data", [b"<svg/>", b"PK\x03\x04", b"%PDF-1.7", b"GIF89a", b"x" * 100])
def test_what_is_no_photo_is_refused(desk: Client, malis_shop: Seller, data: bytes) -> None:
    fake = SimpleUploadedFile("photo.jpg", data, "image/jpeg")

    answer = desk.post("/desk/goods/new/", filled(photos=fake))

    assert "This file is not a photo that we can show." in answer.content.decode()
    assert not Listing.objects.exists()


def test_a_picture_that_is_not_ones_own_cannot_be_named(desk: Client, malis_shop: Seller) -> None:
    answer = desk.post("/desk/goods/new/", filled(photos=[], kept='["5555"]:forged:token'))

    assert "Add at least one photo" in answer.content.decode()
    assert not Listing.objects.exists()


def test_a_paused_listing_is_hidden_and_comes_back(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    seen = []

    for move in ("pause", "pause", "publish"):
        desk.post(f"/desk/goods/{listing.pk}/move/", {"move": move})
        seen.append(ListingCard.objects.get().is_visible)

    assert seen == [False, False, True]
    assert Act.objects.count() == 2


def test_goods_that_are_put_away_come_back(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    states = []

    for move in ("archive", "publish", "back"):
        desk.post(f"/desk/goods/{listing.pk}/move/", {"move": move})
        listing.refresh_from_db()
        states.append(listing.state)

    assert states == [State.ARCHIVED, State.ARCHIVED, State.PAUSED]


def test_somebody_elses_goods_are_not_there(desk: Client, malis_shop: Seller) -> None:
    other = make_listing(make_seller("kham", owner=make_user("kham@example.org")))

    statuses = [
        desk.get(f"/desk/goods/{other.pk}/").status_code,
        desk.post(f"/desk/goods/{other.pk}/", filled()).status_code,
        desk.post(f"/desk/goods/{other.pk}/move/", {"move": "pause"}).status_code,
        desk.post(f"/desk/goods/{other.pk}/offers/", {}).status_code,
    ]

    assert statuses == [404, 404, 404, 404]


def test_a_packer_looks_and_changes_nothing(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    packer = make_user("packer@example.org")
    join_team(malis_shop, packer, SellerMember.Role.PACKER)
    client.force_login(packer)

    statuses = [
        client.get("/desk/goods/").status_code,
        client.get("/desk/goods/new/").status_code,
        client.post("/desk/goods/new/", filled()).status_code,
        client.post(f"/desk/goods/{listing.pk}/", filled()).status_code,
        client.post(f"/desk/goods/{listing.pk}/move/", {"move": "pause"}).status_code,
    ]

    assert statuses == [200, 403, 403, 403, 403]


def test_the_list_asks_as_much_for_many(desk: Client, malis_shop: Seller) -> None:
    for number in range(3):
        make_listing(malis_shop, slug=f"a-{number}")
    desk.get("/desk/goods/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/goods/")
    for number in range(10):
        make_listing(malis_shop, slug=f"b-{number}")
    with CaptureQueriesContext(connection) as many:
        desk.get("/desk/goods/")

    assert len(many) == len(few)
