"""The list of goods: found, filtered, sorted; one or many paused, put away, copied."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.listings.models import Listing, ListingCard, Photo
from shop.partner.models import StockRecord
from shop.stock.models import Movement
from shop.stock.moving import By, move
from shop.visits.models import Visits
from tests.cast import make_category, make_listing, make_photo, make_seller, make_user, variant_of
from tests.helping import make_grant, make_helper
from tests.sold import make_purchase

State = Listing.State
LIST, MANY = "/desk/goods/", "/desk/goods/many/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean() -> None:
    forget_everything()


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def named(seller: Seller, title: str, **fields: Any) -> Listing:
    fields.setdefault("slug", f"goods-{Listing.objects.count()}")
    return make_listing(seller, title_th=title, title_en=fields.pop("title_en", ""), **fields)


def listed(desk: Client, query: str = "") -> list[str]:
    page = desk.get(f"{LIST}?{query}").context["page_obj"]
    return [goods.listing.title_th for goods in page.object_list]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=ผ้า", ["ผ้าห่มขนแกะ", "ผ้าขาวม้า"]),
        ("q=ผาขาวมา", ["ผ้าขาวม้า"]),  # nobody presses the tone marks twice on a telephone
        ("q=LOIN", ["ผ้าขาวม้า"]),
        ("q=kn-07", ["น้ำผึ้งป่า ๕๐๐ มล."]),
        ("q=น้ำผึ้ง 500", ["น้ำผึ้งป่า ๕๐๐ มล."]),
        ("q=%00", ["น้ำผึ้งป่า ๕๐๐ มล.", "ผ้าห่มขนแกะ", "ผ้าขาวม้า"]),
        ("q=ร่ม", []),
        ("q=%25", []),
    ],
)
def test_a_word_finds_names_and_codes(
    desk: Client, malis_shop: Seller, query: str, found: list[str]
) -> None:
    named(malis_shop, "ผ้าขาวม้า", title_en="Loincloth")
    named(malis_shop, "ผ้าห่มขนแกะ")
    named(malis_shop, "น้ำผึ้งป่า ๕๐๐ มล.", sku="KN-07")
    named(make_seller("kham", owner=make_user("kham@example.org")), "ผ้าขาวม้า")

    assert listed(desk, query) == found


def test_filters_narrow_together(desk: Client, malis_shop: Seller) -> None:
    honey = make_category("honey", name_th="น้ำผึ้ง", name_en="Honey")
    plenty = named(malis_shop, "มาก", stock=9, category=honey)
    few = named(malis_shop, "น้อย", stock=1, category=honey, state=State.PAUSED)
    gone = named(malis_shop, "หมด", stock=0, title_en="Gone")
    unpriced = named(malis_shop, "ร่าง", state=State.DRAFT)
    StockRecord.objects.filter(variant__listing=unpriced).update(price=None)
    make_photo(plenty)
    make_photo(few, state=Photo.State.FAILED)

    found = {
        query: listed(desk, query)
        for query in (
            "show=low",
            "show=out",
            "show=no_photo",
            "show=no_english",
            "show=no_price",
            "state=paused",
            f"category={honey.pk}",
            f"category={honey.pk}&state=published&show=no_english",
            "state=nonsense&show=nonsense&category=x&sort=nonsense&page=nonsense&per=1000000",
        )
    }

    assert list(found.values()) == [
        ["หมด", "น้อย"],
        ["หมด"],
        ["ร่าง", "หมด", "น้อย"],
        ["ร่าง", "น้อย", "มาก"],
        ["ร่าง"],
        ["น้อย"],
        ["น้อย", "มาก"],
        ["มาก"],
        ["ร่าง", "หมด", "น้อย", "มาก"],
    ]
    assert gone.title == "หมด"


def test_what_is_made_to_order_is_never_low(desk: Client, malis_shop: Seller) -> None:
    named(malis_shop, "สั่งทำ", stock=0, made_to_order_days=7)

    assert listed(desk, "show=low") == listed(desk, "show=out") == []


def test_each_choice_says_how_many_it_leaves(desk: Client, malis_shop: Seller) -> None:
    honey = make_category("honey", name_th="น้ำผึ้ง", name_en="Honey")
    named(malis_shop, "ก", category=honey)
    named(malis_shop, "ข", category=honey, state=State.PAUSED)
    named(malis_shop, "ค")

    told = desk.get(f"{LIST}?category={honey.pk}").context["listed"]

    assert [(one.value, one.count) for one in told.states] == [("published", 1), ("paused", 1)]
    assert [(one.label, one.count) for one in told.categories] == [("Honey", 2), ("Textiles", 1)]
    assert (told.total, told.page.paginator.count) == (2, 2)


def test_it_sorts_as_asked(desk: Client, malis_shop: Seller, somchai: User) -> None:
    hats = named(malis_shop, "หมวก", price="90.00", stock=3)
    toys = named(malis_shop, "เกวียนไม้", price="400.00", stock=8)
    mats = named(malis_shop, "เสื่อ", price="250.00", stock=1)
    today = timezone.localdate()
    Visits.objects.create(listing=toys, day=today, views=7)
    Visits.objects.create(listing=mats, day=today - timedelta(days=30), views=99)  # too long ago
    make_purchase(hats, user=somchai)
    move(variant_of(toys).stock_record_id, -4, Movement.Why.STALL_SALE, By(somchai))
    Listing.objects.filter(pk=mats.pk).update(updated_at=timezone.now() + timedelta(hours=1))

    orders = {
        sort: listed(desk, f"sort={sort}")
        for sort in ("", "changed", "name", "fewest", "cheap", "dear", "views", "sold")
    }

    assert orders == {
        "": ["เสื่อ", "เกวียนไม้", "หมวก"],
        "changed": ["เสื่อ", "เกวียนไม้", "หมวก"],
        "name": ["เกวียนไม้", "เสื่อ", "หมวก"],  # ก ส ห: the vowel before counts after
        "fewest": ["เสื่อ", "หมวก", "เกวียนไม้"],
        "cheap": ["หมวก", "เสื่อ", "เกวียนไม้"],
        "dear": ["เกวียนไม้", "เสื่อ", "หมวก"],
        "views": ["เกวียนไม้", "เสื่อ", "หมวก"],
        "sold": ["เกวียนไม้", "หมวก", "เสื่อ"],
    }


def test_a_row_says_views_and_sales_of_thirty_days(
    desk: Client, malis_shop: Seller, somchai: User
) -> None:
    listing = named(malis_shop, "ผ้าขาวม้า", stock=9)
    Visits.objects.create(listing=listing, day=timezone.localdate(), views=12)
    make_purchase(listing, user=somchai, quantity=2)
    make_purchase(listing, user=somchai, state="awaiting_payment")
    move(variant_of(listing).stock_record_id, -3, Movement.Why.STALL_SALE, By(somchai))

    assert "12 looked, 5 piece sold in 30 days" in desk.get(LIST).content.decode()


def test_a_draft_without_a_price_is_listed(desk: Client, malis_shop: Seller) -> None:
    named(malis_shop, "ร่าง", state=State.DRAFT)
    StockRecord.objects.update(price=None)

    answer = desk.get(LIST)

    assert answer.status_code == 200
    assert "no price yet" in answer.content.decode()


def press(desk: Client, act: str, *picked: Listing, **more: str) -> Any:
    told = {"act": act, "pick": [str(listing.pk) for listing in picked], **more}
    return desk.post(MANY, told, follow=True)


def test_many_are_paused_at_once_and_buyers_see_none(desk: Client, malis_shop: Seller) -> None:
    first, second, third = (named(malis_shop, f"ของ {number}") for number in range(3))

    answer = press(desk, "pause", first, second)

    assert "2 are paused." in answer.content.decode()
    states = dict(Listing.objects.values_list("pk", "state"))
    assert states == {first.pk: "paused", second.pk: "paused", third.pk: "published"}
    assert not ListingCard.objects.filter(is_visible=True).exists()
    assert list(Act.objects.values_list("verb", flat=True)) == ["listing.paused"] * 2


def test_the_button_of_one_leaves_what_is_ticked_alone(desk: Client, malis_shop: Seller) -> None:
    ticked, pressed = named(malis_shop, "ก"), named(malis_shop, "ข")

    press(desk, f"archive {pressed.pk}", ticked)

    states = dict(Listing.objects.values_list("pk", "state"))
    assert states == {ticked.pk: "published", pressed.pk: "archived"}


def test_what_is_put_away_comes_back_paused(desk: Client, malis_shop: Seller) -> None:
    listing = named(malis_shop, "ผ้าขาวม้า", state=State.ARCHIVED)

    answer = press(desk, "restore", listing)

    assert Listing.objects.get().state == State.PAUSED
    assert "1 is back, and paused until you put it on sale." in answer.content.decode()


def test_what_cannot_be_moved_is_named_and_the_others_are_moved(
    desk: Client, malis_shop: Seller
) -> None:
    on_sale, paused = named(malis_shop, "ผ้าขาวม้า"), named(malis_shop, "เสื่อ")
    bare = named(malis_shop, "ร่าง", state=State.DRAFT)
    StockRecord.objects.filter(variant__listing=bare).update(price=None)
    press(desk, "pause", paused)

    page = press(desk, "publish", on_sale, paused, bare).content.decode()

    assert "1 is on sale." in page
    assert "Left as it was, it is like that already: ผ้าขาวม้า" in page
    assert "Not put on sale, a price or a photo is missing: ร่าง" in page
    assert dict(Listing.objects.values_list("title_th", "state")) == {
        "ผ้าขาวม้า": "published",
        "เสื่อ": "published",
        "ร่าง": "draft",
    }


def test_pause_is_no_way_to_take_back(desk: Client, malis_shop: Seller) -> None:
    listing = named(malis_shop, "ผ้าขาวม้า", state=State.ARCHIVED)

    answer = press(desk, "pause", listing)

    listing.refresh_from_db()
    assert listing.state == State.ARCHIVED
    assert "is paused" not in answer.content.decode()


@pytest.mark.parametrize(("role", "is_shown"), [("list", False), ("both", True)])
def test_many_at_once_is_offered_where_it_opens(
    client: Client, dao: User, malis_shop: Seller, role: str, is_shown: bool
) -> None:
    powers = ["list_products", "manage_stock"][: 2 if role == "both" else 1]
    make_grant(make_helper(dao), malis_shop, powers=powers)
    client.force_login(dao)

    page = client.get("/desk/goods/").content.decode()

    assert ("/desk/goods/import/" in page) is is_shown
    assert (client.get("/desk/goods/import/").status_code == 200) is is_shown


def test_restore_is_no_way_to_pause(desk: Client, malis_shop: Seller) -> None:
    listing = named(malis_shop, "ผ้าขาวม้า")

    press(desk, "restore", listing)

    assert Listing.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"act": "pause"}, "Tick the goods first"),
        ({"act": "pause", "pick": ["x", "-1", "9" * 40, "๑"]}, "Tick the goods first"),
        ({"act": "withdraw", "pick": ["1"]}, "Nothing was changed."),
        ({"act": "pause x"}, "Tick the goods first"),
        ({}, "Nothing was changed."),
    ],
)
def test_a_press_without_goods_or_act_says_so(
    desk: Client, malis_shop: Seller, told: dict[str, Any], sentence: str
) -> None:
    assert sentence in desk.post(MANY, told, follow=True).content.decode()


def test_other_sellers_goods_are_not_moved(desk: Client, malis_shop: Seller) -> None:
    others = named(make_seller("kham", owner=make_user("kham@example.org")), "ถ้วยดินเผา")

    answer = press(desk, "pause", others)

    assert "Tick the goods first" in answer.content.decode()
    assert Listing.objects.get().state == State.PUBLISHED


def test_it_comes_back_to_the_list_as_it_was_filtered(desk: Client, malis_shop: Seller) -> None:
    listing = named(malis_shop, "ผ้าขาวม้า")
    told = {"act": "pause", "pick": [str(listing.pk)], "back": "q=ผ้า&page=2&evil=//x"}

    answer = desk.post(MANY, told)

    assert answer["Location"].startswith("/desk/goods/?q=%E0%B8%9C%E0%B9%89%E0%B8%B2&page=2")


def test_copies_are_drafts_with_nothing_in_stock(desk: Client, malis_shop: Seller) -> None:
    one, other = named(malis_shop, "ก", stock=4), named(malis_shop, "ข")

    answer = press(desk, "duplicate", one, other)

    drafts = Listing.objects.filter(state=State.DRAFT).order_by("pk")
    assert "2 copies are made" in answer.content.decode()
    assert [draft.title_th for draft in drafts] == ["ข", "ก"]
    assert {variant_of(draft).stock_record.num_in_stock for draft in drafts} == {0}


def test_one_copy_opens_to_be_changed(desk: Client, malis_shop: Seller) -> None:
    listing = named(malis_shop, "ก")

    answer = desk.post(MANY, {"act": f"duplicate {listing.pk}"})

    copy = Listing.objects.get(state=State.DRAFT)
    assert answer["Location"] == f"/desk/goods/{copy.pk}/"


@pytest.mark.parametrize("query", ["", "sort=sold", "sort=fewest&q=ผ้า&show=no_photo"])
def test_a_full_list_takes_ten_queries_however_many_there_are(
    desk: Client, malis_shop: Seller, query: str
) -> None:
    for number in range(3):
        named(malis_shop, f"ผ้า {number}")
    few = queries(desk, query)
    for number in range(10):
        named(malis_shop, f"ผ้า {number}", variants=[("แดง", "90.00", 2), ("ขาว", "80.00", 1)])

    assert queries(desk, query) == few <= 10


def queries(desk: Client, query: str) -> int:
    desk.get(f"{LIST}?{query}")
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(f"{LIST}?{query}").status_code == 200
    return len(asked)


def test_the_lowest_price_of_several_is_shown(desk: Client, malis_shop: Seller) -> None:
    named(malis_shop, "ร่ม", variants=[("แดง", "90.00", 2), ("ขาว", "80.00", 1)])

    (goods,) = desk.get(LIST).context["page_obj"].object_list

    assert (goods.price, goods.has_prices, goods.left) == (Decimal("80.00"), True, 3)
    assert "from ฿80" in desk.get(LIST).content.decode()
