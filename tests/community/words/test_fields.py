"""Whichever way a word reaches the database, it is plain there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from community.groups.models import Community
from community.places.models import Province
from community.sellers.models import Seller
from shop.listings.models import Listing
from tests.cast import make_community, make_listing

pytestmark = pytest.mark.django_db
LINE = "<img src=x onerror=alert(1)>ตลาด\u200b <script>alert(1)</script>\u202eแม่แจ่ม\u2069"
TEXT = f"{LINE}\r\n<b>สอง</b>"
PLAIN_LINE, PLAIN_TEXT = "ตลาด แม่แจ่ม", "ตลาด แม่แจ่ม\nสอง"


def written(slug: str = "hostile") -> Community:
    return Community(
        slug=slug,
        kind=Community.Kind.MARKET,
        name_th=LINE,
        story_th=TEXT,
        province=Province.objects.get(pk="50"),
    )


def by_save() -> None:
    written().save()


def by_bulk_create() -> None:
    Community.objects.bulk_create([written()])


def by_update_or_create() -> None:
    make_community("hostile")
    words = {"name_th": LINE, "story_th": TEXT}
    Community.objects.update_or_create(slug="hostile", defaults=words)


def by_update() -> None:
    make_community("hostile")
    Community.objects.update(name_th=LINE, story_th=TEXT)


def by_bulk_update() -> None:
    community = make_community("hostile")
    community.name_th, community.story_th = LINE, TEXT
    Community.objects.bulk_update([community], ["name_th", "story_th"])


@pytest.mark.parametrize(
    "write", [by_save, by_bulk_create, by_update_or_create, by_update, by_bulk_update]
)
def test_the_database_holds_plain_words(write: Callable[[], None]) -> None:
    write()

    community = Community.objects.get()
    assert (community.name_th, community.story_th) == (PLAIN_LINE, PLAIN_TEXT)


def test_what_was_saved_holds_what_was_stored() -> None:
    community = written()

    community.save()

    assert (community.name_th, community.story_th) == (PLAIN_LINE, PLAIN_TEXT)


def test_listings_and_sellers_are_cleaned_too(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, title_th=LINE, title_en=LINE)
    listing.description_th = listing.description_en = TEXT
    listing.save()
    malis_shop.name_th = malis_shop.name_en = LINE
    malis_shop.story_th = malis_shop.story_en = TEXT
    malis_shop.save()

    words = Listing.objects.values_list("title_th", "title_en", "description_th", "description_en")
    assert words.get() == (PLAIN_LINE, PLAIN_LINE, PLAIN_TEXT, PLAIN_TEXT)
    words = Seller.objects.values_list("name_th", "name_en", "story_th", "story_en")
    assert words.get() == (PLAIN_LINE, PLAIN_LINE, PLAIN_TEXT, PLAIN_TEXT)


def test_a_name_that_is_nothing_but_markup_is_no_name() -> None:
    community = written()
    community.name_th = "<script>alert(1)</script>\u200b"

    with pytest.raises(ValidationError) as refused:
        community.full_clean()

    assert list(refused.value.message_dict) == ["name_th"]


def test_length_is_of_what_will_be_stored() -> None:
    community = written()
    community.name_th = "<b>" * 60 + "ก" * 160

    community.full_clean()

    assert community.name_th == "ก" * 160


def test_reading_asks_for_what_was_typed(market: Community) -> None:
    assert Community.objects.filter(name_th__contains="แม่").exists()
    assert not Community.objects.filter(name_th__contains="<b>").exists()


@pytest.mark.parametrize(
    ("name", "django_field"), [("name_th", "CharField"), ("story_th", "TextField")]
)
def test_migrations_see_djangos_own_field(name: str, django_field: str) -> None:
    field = Community._meta.get_field(name)
    assert isinstance(field, models.Field)

    assert field.deconstruct()[1] == f"django.db.models.{django_field}"
