"""What would sell a listing better, from rules alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from community.sellers.models import Seller
from shop.listings.hints import Hint, hints_of
from shop.listings.models import Listing, Photo, Variant
from tests.cast import make_listing

LONG = "ทอมือจากฝ้ายปั่นเอง ย้อมครามธรรมชาติ กว้าง 80 ซม. ยาว 2 เมตร ซักมือด้วยน้ำเย็น ตากในที่ร่ม " * 2
pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(malis_shop: Seller) -> Listing:
    """A listing that lacks nothing."""
    return make_listing(malis_shop, title_th="ผ้าขาวม้าทอมือย้อมคราม", description_th=LONG)


def told(listing: Listing, photos: int = 3, low_times: int = 0, **figures: int) -> list[Hint]:
    for name, number in figures.items():
        setattr(listing, name, number)
    pictures = [Photo(listing=listing, key="0" * 40) for _ in range(photos)]
    variants = listing.variants.filter(stock_record__price__isnull=False)
    return hints_of(
        listing, pictures, list(variants.select_related("stock_record")), low_times=low_times
    )


def codes(listing: Listing, photos: int = 3, low_times: int = 0, **figures: int) -> list[str]:
    return [hint.code for hint in told(listing, photos, low_times, **figures)]


def test_a_whole_listing_needs_nothing(whole: Listing) -> None:
    assert told(whole) == []


@pytest.mark.parametrize(
    ("photos", "fields", "code"),
    [
        (0, {}, "photo_none"),
        (1, {"unit": "cloth"}, "photo_back"),
        (2, {"unit": "cloth"}, "photo_back"),
        (1, {"unit": "jar", "shelf_life_days": 30}, "photo_label"),
        (1, {"unit": "container"}, "photo_hand"),
    ],
)
def test_it_says_which_photo_is_missing(
    whole: Listing, photos: int, fields: dict[str, Any], code: str
) -> None:
    for name, value in fields.items():
        setattr(whole, name, value)

    assert codes(whole, photos) == [code]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title_en": ""}, "english", "title_en"),
        ({"title_th": "ผ้าพันคอ"}, "title", "title_th"),
        ({"description_th": LONG[:30] + " 80 ซม."}, "text_short", "description_th"),
        ({"description_th": LONG.replace("80", "").replace("2 ", "")}, "size", "description_th"),
        ({"storage": "chilled"}, "shelf_life", "shelf_life_days"),
    ],
)
def test_each_missing_thing_leads_to_its_field(
    whole: Listing, fields: dict[str, Any], code: str, field: str
) -> None:
    for name, value in fields.items():
        setattr(whole, name, value)

    (hint,) = told(whole)

    assert (hint.code, hint.field) == (code, field)


def test_without_a_text_its_size_is_not_said_either(whole: Listing) -> None:
    whole.description_th = ""

    assert codes(whole) == ["text_none", "size"]


def test_fresh_goods_say_when_they_are_harvested(whole: Listing) -> None:
    whole.storage, whole.shelf_life_days = Listing.Storage.FRESH, 4

    assert codes(whole) == ["harvest"]


def test_a_draft_without_a_price_is_told_so(whole: Listing) -> None:
    whole.variants.get().stock_record.__class__.objects.update(price=None)

    assert codes(whole) == ["price"]


def test_what_is_sold_out_and_looked_at_comes_before_the_rest(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=0, title_th="ผ้าขาวม้าทอมือ", title_en="")
    listing.description_th = LONG

    (first, second) = told(listing, views=9)

    assert (first.code, first.weight, first.values) == ("sold_out", 80, {"views": 9})
    assert second.code == "english"


def test_what_is_made_to_order_is_never_sold_out(malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop, stock=0, title_th="ผ้าขาวม้าทอมือ", description_th=LONG, made_to_order_days=7
    )

    assert codes(listing, views=9, low_times=9) == []


@pytest.mark.parametrize(("times", "said"), [(2, []), (3, ["low_often"])])
def test_what_runs_low_often_is_said(whole: Listing, times: int, said: list[str]) -> None:
    assert codes(whole, low_times=times) == said


@pytest.mark.parametrize(
    ("views", "sold", "said"),
    [(39, 0, []), (40, 0, ["looked_at_only"]), (40, 1, [])],
)
def test_many_looks_without_a_sale_are_said(
    whole: Listing, views: int, sold: int, said: list[str]
) -> None:
    assert codes(whole, views=views, sold=sold) == said


def test_sizes_at_several_prices_want_their_content(malis_shop: Seller) -> None:
    listing = make_listing(
        malis_shop,
        title_th="น้ำผึ้งป่าเดือนห้า",
        description_th=LONG,
        unit="bottle",
        variants=[("เล็ก", "90.00", 2), ("ใหญ่", "160.00", 1)],
    )
    before = codes(listing)

    Variant.objects.update(content=Decimal(250), content_unit="ml")

    assert (before, codes(listing)) == (["content"], [])


@pytest.mark.parametrize(("grams", "said"), [(500, ["weight"]), (0, ["weight"]), (620, [])])
def test_a_parcel_that_nobody_weighed_is_said(
    malis_shop: Seller, grams: int, said: list[str]
) -> None:
    listing = make_listing(malis_shop, title_th="ผ้าขาวม้าทอมือ", description_th=LONG, weight_g=grams)

    assert codes(listing) == said


def test_nothing_is_said_of_what_is_put_away(whole: Listing) -> None:
    whole.state, whole.title_en = Listing.State.ARCHIVED, ""

    assert told(whole, 0) == []
