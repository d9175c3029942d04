"""The figures of one listing, and the one hint of the day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.browse.remembering import forget_everything
from shop.desk.hint_words import WORDS, advice_of
from shop.listings.hints import Hint, hints_of
from shop.stock.models import Movement
from shop.stock.moving import By, move
from shop.visits.models import Visits
from tests.cast import join_team, make_listing, make_photo, make_seller, make_user, variant_of
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db
FIELDS = (
    *("price", "description_th", "stock", "made_to_order_days", "title_en"),
    *("title_th", "content", "shelf_life_days", "weight", "harvest_from"),
)


@pytest.fixture(autouse=True)
def clean() -> None:
    forget_everything()


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def test_it_shows_looks_sales_and_what_was_paid(
    desk: Client, malis_shop: Seller, somchai: User
) -> None:
    listing = make_listing(malis_shop, "120.00", 20)
    today = timezone.localdate()
    Visits.objects.create(listing=listing, day=today, views=12)
    Visits.objects.create(listing=listing, day=today - timedelta(days=29), views=3)
    Visits.objects.create(listing=listing, day=today - timedelta(days=30), views=99)
    make_purchase(listing, user=somchai, quantity=2)
    make_purchase(listing, user=somchai, state="cancelled")
    move(variant_of(listing).stock_record_id, -3, Movement.Why.STALL_SALE, By(somchai))

    answer = desk.get(f"/desk/goods/{listing.pk}/numbers/")

    numbers = answer.context["numbers"]
    assert (numbers.views, numbers.sold, str(numbers.earned)) == (15, 5, "240.00")
    assert [day.views for day in numbers.days if day.views] == [3, 12]
    assert (numbers.days[-1].day, numbers.days[-1].sold) == (today, 5)
    assert "฿240" in answer.content.decode()


def test_a_thing_nobody_looked_at_is_no_fault(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)

    answer = desk.get(f"/desk/goods/{listing.pk}/numbers/")

    assert answer.status_code == 200
    assert "Nobody has looked in these days." in answer.content.decode()


def test_who_sees_no_money_sees_none(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    packer = make_user("packer@example.org")
    join_team(malis_shop, packer, SellerMember.Role.PACKER)
    client.cookies["talat_language"] = "en"
    client.force_login(packer)

    page = client.get(f"/desk/goods/{listing.pk}/numbers/").content.decode()

    assert "Paid in the shop" not in page
    assert "Do it now" not in page


def test_other_sellers_figures_are_not_there(desk: Client, malis_shop: Seller) -> None:
    others = make_listing(make_seller("kham", owner=make_user("kham@example.org")))

    assert desk.get(f"/desk/goods/{others.pk}/numbers/").status_code == 404


def test_running_low_again_and_again_is_told(
    desk: Client, malis_shop: Seller, somchai: User
) -> None:
    listing = make_listing(malis_shop, stock=5, low_stock=2)
    record = variant_of(listing).stock_record_id
    for change in (-3, 6, -6, 9, -9, 7):
        why = Movement.Why.STALL_SALE if change < 0 else Movement.Why.RESTOCK
        move(record, change, why, By(somchai))

    page = desk.get(f"/desk/goods/{listing.pk}/numbers/").content.decode()

    assert "It ran low 3 times in 90 days." in page


def test_today_shows_the_one_thing_that_helps_most(desk: Client, malis_shop: Seller) -> None:
    bare = make_listing(malis_shop, slug="bare", title_th="ผ้าขาวม้าทอมือ")
    shown = make_listing(malis_shop, slug="shown", title_th="เสื่อกกสานมือ")
    for number in range(3):
        make_photo(shown, key=f"{number}" * 40)

    page = desk.get("/desk/").content.decode()

    assert "What would help today" in page
    assert "<b>Cotton hankie</b>: Add a photo: nobody buys what they cannot see." in page
    assert f'href="/desk/goods/{bare.pk}/photos/"' in page


def test_an_empty_shop_is_told_nothing(desk: Client, malis_shop: Seller) -> None:
    assert "What would help today" not in desk.get("/desk/").content.decode()


def test_every_hint_leads_to_a_place_that_is_on_the_page(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    page = desk.get(f"/desk/goods/{listing.pk}/").content.decode()
    there = set(re.findall(r'id="([^"]+)"', page))

    hints = [Hint("english", field, 1) for field in FIELDS]
    (photos,) = advice_of(listing, [Hint("photo_none", "photos", 1)])
    anchors = {one.url.rpartition("#")[2] for one in advice_of(listing, hints)}

    assert anchors <= there
    assert desk.get(photos.url).status_code == 200


def test_every_rule_has_its_words(malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=0, title_th="ผ้า", title_en="")

    hints = hints_of(listing, [], list(listing.variants.select_related("stock_record")))

    assert {hint.code for hint in hints} <= set(WORDS)
    assert {hint.field for hint in hints} <= {"photos", *FIELDS}
    assert all(one.text for one in advice_of(listing, hints))
