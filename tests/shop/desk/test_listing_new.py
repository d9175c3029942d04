"""A new listing on one screen: published, kept as a draft, sent twice, its photos sent before."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from PIL import Image

from community.people.models import User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.desk.listing_new_form import NewListingForm
from shop.listings.models import Listing
from shop.uploads.receiving import begin, look_at, receive
from tests.cast import make_category, make_listing, make_seller
from tests.shop.listings.pictures import picture_file

State = Listing.State
KEY = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
NEW = "/desk/goods/new/"
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


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (400, 400), "red").save(file, "JPEG")
    return SimpleUploadedFile("IMG_0001.jpg", file.getvalue(), "image/jpeg")


def filled(**other: Any) -> dict[str, Any]:
    words = {
        "title_th": "ผ้าขาวม้าทอมือ",
        "price": "250",
        "unit": "cloth",
        "stock": "4",
        "category": str(make_category().pk),
    }
    return {**words, **other}


def sent_photo(user: User, number: int, colour: str) -> str:
    """Return the name of an upload that has come whole."""
    data = picture_file(colour=colour)
    upload = begin(user, UUID(int=number), len(data))
    look_at(receive(upload.pk, 0, data))
    return str(upload.key)


def test_photos_that_came_before_stand_in_the_order_of_the_form(desk: Client, mali: User) -> None:
    first, second = sent_photo(mali, 1, "red"), sent_photo(mali, 2, "blue")

    desk.post(NEW, filled(upload=[second, first]))

    kept = list(Listing.objects.get().photos.values_list("key", flat=True))
    uploads = {str(one.key): one.photo_key for one in mali.uploads.all()}
    assert kept == [uploads[second], uploads[first]]


def test_a_photo_that_is_not_here_yet_is_asked_for(desk: Client, mali: User) -> None:
    begin(mali, UUID(int=1), 100)

    answer = desk.post(NEW, filled(upload=str(UUID(int=1))))

    assert answer.status_code == 422
    assert "A photo is not here yet." in answer.content.decode()
    assert f'value="{UUID(int=1)}"' in answer.content.decode()
    assert not Listing.objects.exists()


def test_somebody_elses_photo_cannot_be_named(desk: Client, somchai: User) -> None:
    theirs = sent_photo(somchai, 1, "red")

    answer = desk.post(NEW, filled(upload=theirs))

    assert "A photo is not here yet." in answer.content.decode()
    assert not Listing.objects.exists()


@pytest.mark.parametrize("name", ["<b>", "1", "\0", "ๆ" * 300])
def test_what_is_no_name_of_an_upload_counts_for_nothing(desk: Client, name: str) -> None:
    answer = desk.post(NEW, filled(upload=name, photos=photo()))

    assert answer.status_code == 302
    assert Listing.objects.get().photos.count() == 1


def test_a_draft_needs_a_name_alone(desk: Client) -> None:
    make_category()
    make_listing(Seller.objects.get(), title_th="ผ้าขาวม้าทอมือ สีแดง")

    answer = desk.post(NEW, {"title_th": "ผ้าขาวม้าทอมือ", "draft": "1"}, follow=True)

    listing = Listing.objects.get(title_th="ผ้าขาวม้าทอมือ")
    record = listing.variants.get().stock_record
    assert "Kept as a draft." in answer.content.decode()
    assert (listing.state, record.price, record.num_in_stock) == (State.DRAFT, None, 0)
    assert listing.photos.count() == 0


def test_a_draft_without_a_name_is_not_kept(desk: Client) -> None:
    answer = desk.post(NEW, {"title_th": "", "price": "99", "draft": "1"})

    assert answer.status_code == 422
    assert "Write what it is called" in answer.content.decode()
    assert 'value="99"' in answer.content.decode()


def test_the_kind_is_told_by_the_name(desk: Client, malis_shop: Seller) -> None:
    rice = make_category("rice", name_th="ข้าว", name_en="Rice")
    make_listing(malis_shop, title_th="ข้าวหอมมะลิอินทรีย์", category=rice)

    desk.post(NEW, filled(title_th="ข้าวหอมมะลิใหม่", category="", photos=photo()))

    assert Listing.objects.get(title_th="ข้าวหอมมะลิใหม่").category == rice


def test_where_no_name_is_like_it_the_kind_is_asked_for(desk: Client) -> None:
    answer = desk.post(NEW, filled(category="", photos=photo()))

    assert answer.status_code == 422
    assert "Choose a kind, so that buyers find it." in answer.content.decode()


def test_sent_twice_it_is_listed_once(desk: Client, mali: User) -> None:
    shot = sent_photo(mali, 1, "red")

    for _time in range(2):
        assert desk.post(NEW, filled(upload=shot, key=KEY)).status_code == 302

    assert Listing.objects.get().key == UUID(KEY)


def test_sent_again_with_something_else_in_it_both_are_kept(desk: Client, mali: User) -> None:
    shot = sent_photo(mali, 1, "red")
    desk.post(NEW, filled(upload=shot, key=KEY))

    answer = desk.post(NEW, filled(price="999", stock="77", upload=shot, key=KEY), follow=True)

    first, second = Listing.objects.order_by("pk")
    records = [one.variants.get().stock_record for one in (first, second)]
    assert [(one.price, one.num_in_stock) for one in records] == [(250, 4), (999, 77)]
    assert second.state == State.DRAFT
    assert answer.redirect_chain == [(f"/desk/goods/{second.pk}/", 302)]
    assert "“ผ้าขาวม้าทอมือ” came before and stands." in answer.content.decode()


def test_a_key_that_another_shop_used_is_as_good_as_new(
    desk: Client, malis_shop: Seller, somchai: User
) -> None:
    desk.post(NEW, filled(key=KEY, photos=photo()))
    make_seller("two", name_th="ร้านสอง", owner=somchai)
    desk.force_login(somchai)

    answer = desk.post(NEW, filled(key=KEY, photos=photo()))

    assert answer.status_code == 302
    assert Listing.objects.filter(key=KEY).count() == 2


@pytest.mark.parametrize("blank", ["\u3164", "\u115f", "\u1160 \uffa0"])
def test_a_name_that_nobody_sees_is_none(desk: Client, blank: str) -> None:
    answer = desk.post(NEW, filled(title_th=blank, photos=photo()))

    assert answer.status_code == 422
    assert not Listing.objects.exists()


@pytest.mark.parametrize("typed", ["!!! ♥ ---", "\u3164 ?"])
def test_a_name_in_english_says_something_or_nothing(desk: Client, typed: str) -> None:
    answer = desk.post(NEW, filled(title_en=typed, photos=photo()))

    assert answer.status_code == 422
    assert "Write what it is called" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "price"),
    [("120.-", "120"), ("฿ 1 250", "1250"), ("1,250.- บาท", "1250"), ("1 250 000", None)],
)
def test_a_price_is_read_as_it_stands_on_a_tag(desk: Client, typed: str, price: str | None) -> None:
    answer = desk.post(NEW, filled(price=typed, photos=photo()))

    kept = [one.variants.get().stock_record.price for one in Listing.objects.all()]
    assert kept == ([Decimal(price)] if price else [])
    assert ("at most a million" in answer.content.decode()) is (price is None)


@pytest.mark.parametrize("typed", ["1e12", "10000000000000", "1e400"])
def test_a_price_beyond_all_is_told_once(desk: Client, typed: str) -> None:
    answer = desk.post(NEW, filled(price=typed, photos=photo()))

    assert len(answer.context["form"].errors["price"]) == 1
    assert "Write a price of at most a million baht." in answer.content.decode()


def test_another_word_for_the_unit_counts_before_the_chips(desk: Client) -> None:
    desk.post(NEW, filled(unit="piece", unit_other="egg_tray", photos=photo()))

    assert Listing.objects.get().unit == "egg_tray"


def test_goods_by_weight_are_counted_in_grams(desk: Client) -> None:
    desk.post(NEW, filled(is_weighed="on", stock="๑.๕", price="80", photos=photo()))

    listing = Listing.objects.get()
    record = listing.variants.get().stock_record
    assert (listing.is_weighed, listing.unit, listing.weight_limit_percent) == (True, "kg", 10)
    assert (record.num_in_stock, record.price) == (1500, Decimal("80.00"))


def test_more_than_ten_photos_are_too_many(desk: Client, mali: User) -> None:
    shots = [sent_photo(mali, number, f"#{number:02}0000") for number in range(11)]

    answer = desk.post(NEW, filled(upload=shots))

    assert answer.status_code == 422
    assert "At most 10 photos." in answer.content.decode()


@pytest.mark.parametrize(("language", "pieces"), [("en", 1), ("th", 0)])
def test_no_two_chips_say_the_same(mali: User, language: str, pieces: int) -> None:
    with translation.override(language):
        chips = NewListingForm(
            user=mali, initial={"unit": "umbrella"}, usual_unit="umbrella"
        ).unit_chips

    words = [word for _, word, _ in chips]
    assert len(words) == len(set(words))
    assert words.count("piece") == pieces
    assert [code for code, _, chosen in chips if chosen] == ["umbrella"]
