"""A seller changes one listing: what it says, what it comes in, price and stock of each."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.browse.remembering import forget_everything
from shop.desk.listing_offer_forms import VariantForm
from shop.listings.models import Listing, ListingCard
from shop.listings.variants import OUT, set_axes
from shop.partner.models import StockRecord
from shop.stock.models import Movement
from shop.stock.moving import By, move
from tests.cast import join_team, make_category, make_listing, make_photo, make_user
from tests.helping import make_grant, make_helper

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


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "120.00", 5, sku="KN-01")


def words(desk: Client, listing: Listing, **typed: Any) -> dict[str, Any]:
    """Return the form as the page draws it, with what somebody typed into it."""
    page = desk.get(f"/desk/goods/{listing.pk}/")
    form = page.context["form"]
    drawn = {field.name: field.value() for field in form if field.value() is not None}
    hidden = {"version": listing.version, "seen": page.context["seen"]}
    return {**drawn, **hidden, **typed}


def rows(desk: Client, listing: Listing, **typed: Any) -> dict[str, Any]:
    """Return the rows as the page draws them; typed names are price_0, left_1, …"""
    page = desk.get(f"/desk/goods/{listing.pk}/")
    return rows_of(page, **typed)


def rows_of(page: Any, **typed: Any) -> dict[str, Any]:
    version, seen = page.context["listing"].version, page.context["seen_offers"]
    drawn: dict[str, Any] = {"version": version, "seen": seen}
    for place, (form, _measured) in enumerate(page.context["offers"]):
        for field in form:
            value = typed.get(f"{field.name}_{place}", field.value())
            drawn[field.html_name] = "" if value is None else value
    return drawn


def save(desk: Client, listing: Listing, **typed: Any) -> Any:
    return desk.post(f"/desk/goods/{listing.pk}/", words(desk, listing, **typed))


def save_rows(desk: Client, listing: Listing, **typed: Any) -> Any:
    return desk.post(f"/desk/goods/{listing.pk}/offers/", rows(desk, listing, **typed))


def test_everything_it_says_is_kept(desk: Client, listing: Listing) -> None:
    answer = save(
        desk,
        listing,
        title_th="ผ้าพันคอคราม",
        description_en="One\r\n- two",
        made_to_order_days="๑๔",
        harvest_from="11",
        harvest_to="2",
        shelf_life_days="30",
        storage="chilled",
        search_terms="ผ้าคล้องคอ",
    )

    listing.refresh_from_db()
    assert answer.status_code == 302
    assert (listing.title_th, listing.description_en) == ("ผ้าพันคอคราม", "One\n- two")
    assert (listing.made_to_order_days, listing.shelf_life_days) == (14, 30)
    assert (listing.harvest_from, listing.harvest_to, listing.storage) == (11, 2, "chilled")
    assert (listing.version, listing.product.title) == (2, "ผ้าพันคอคราม")
    assert ListingCard.objects.get().title_th == "ผ้าพันคอคราม"
    assert Act.objects.get().verb == "listing.changed"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title_th", "!!! ♥", "Write what it is called"),
        ("title_th", "\u200b\u202e", "Write what it is called"),
        ("title_th", "<script>alert(1)</script>", "Write what it is called"),
        ("harvest_from", "11", "Choose both months."),
        ("harvest_to", "13", "Select a valid choice"),
        ("made_to_order_days", "-1", "Write 0 or more."),
        ("made_to_order_days", "366", "Write a smaller number"),
        ("slug", "ผ้า", "Write Latin letters"),
        ("storage", "hot", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_is_kept(
    desk: Client, listing: Listing, field: str, typed: str, sentence: str
) -> None:
    answer = save(desk, listing, description_th="เรื่องยาว", **{field: typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "เรื่องยาว" in answer.content.decode()
    assert Listing.objects.get().version == 1


def test_a_new_title_has_the_worker_find_an_address(desk: Client, listing: Listing) -> None:
    save(desk, listing, title_en="Indigo scarf")

    job = ProcrastinateJob.objects.get(task_name="shop.listings.tasks.propose_slug")
    assert job.args == {"listing_id": listing.pk}


def test_an_address_of_ones_own_stays_and_the_old_one_leads_there(
    desk: Client, listing: Listing
) -> None:
    old = listing.get_absolute_url()

    save(desk, listing, slug="My Indigo!")
    listing.refresh_from_db()
    save(desk, listing, title_en="Another name")

    listing.refresh_from_db()
    assert (listing.slug, listing.slug_is_own) == ("my-indigo", True)
    assert desk.get(old).headers["Location"] == f"/goods/my-indigo_{listing.product_id}/"
    assert not ProcrastinateJob.objects.filter(task_name__endswith="propose_slug").exists()


def test_the_second_of_two_who_wrote_one_thing_sees_both(desk: Client, listing: Listing) -> None:
    both = words(desk, listing)
    desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_th": "ของคนแรก"})

    answer = desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_th": "ของคนที่สอง"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "มะลิ changed this while you were writing." in page
    assert "ของคนแรก" in page
    assert 'value="ของคนที่สอง"' in page
    assert Listing.objects.get().title_th == "ของคนแรก"


def test_what_is_wrong_in_older_words_undoes_no_newer_ones(desk: Client, listing: Listing) -> None:
    both = words(desk, listing)
    desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_th": "ของคนแรก"})

    answer = desk.post(f"/desk/goods/{listing.pk}/", {**both, "harvest_to": "13"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "มะลิ changed this while you were writing." in page
    assert answer.context["form"]["title_th"].value() == "ของคนแรก"


def test_having_seen_both_one_may_save(desk: Client, listing: Listing) -> None:
    both = words(desk, listing)
    desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_th": "ของคนแรก"})
    seen = desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_th": "ของคนที่สอง"})

    again = {
        **both,
        "title_th": "ของคนที่สอง",
        "version": seen.context["listing"].version,
        "seen": seen.context["seen"],
    }
    answer = desk.post(f"/desk/goods/{listing.pk}/", again)

    assert answer.status_code == 302
    assert Listing.objects.get().title_th == "ของคนที่สอง"


def test_what_only_one_of_two_wrote_is_kept(desk: Client, listing: Listing) -> None:
    both = words(desk, listing)
    desk.post(f"/desk/goods/{listing.pk}/", {**both, "title_en": "Of the first"})

    answer = desk.post(
        f"/desk/goods/{listing.pk}/", {**both, "description_th": "ของคนที่สอง"}, follow=True
    )

    listing.refresh_from_db()
    assert "and it stays: Name in English." in answer.content.decode()
    assert (listing.title_en, listing.description_th) == ("Of the first", "ของคนที่สอง")


def test_price_stock_and_number_are_saved_at_once(desk: Client, listing: Listing) -> None:
    StockRecord.objects.update(num_allocated=2)

    answer = save_rows(desk, listing, price_0="๙๙ บาท", left_0="7", sku_0="kn-02", low_stock_0="3")

    record = listing.variants.get().stock_record
    assert answer.status_code == 302
    assert (record.price, record.num_in_stock, record.num_allocated) == (Decimal("99.00"), 9, 2)
    assert (record.partner_sku, record.low_stock_threshold) == ("kn-02", 3)
    assert Movement.objects.latest("pk").change == 4
    assert ListingCard.objects.get().price == Decimal("99.00")


def test_what_was_sold_while_somebody_typed_stays_sold(desk: Client, listing: Listing) -> None:
    typed = rows(desk, listing, left_0="8")
    StockRecord.objects.update(num_allocated=1)

    desk.post(f"/desk/goods/{listing.pk}/offers/", typed)

    assert StockRecord.objects.get().num_in_stock == 8


def test_a_price_alone_leaves_the_stock_book_alone(desk: Client, listing: Listing) -> None:
    typed = rows(desk, listing, price_0="130")
    StockRecord.objects.update(num_allocated=1)

    desk.post(f"/desk/goods/{listing.pk}/offers/", typed)

    assert Movement.objects.count() == 1
    assert StockRecord.objects.get().num_in_stock == 5


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("price", "0", "at least 1 baht"),
        ("price", "-5", "at least 1 baht"),
        ("price", "1e12", "at most a million"),
        ("price", "12.345", "at most two places"),
        ("price", "ถูก", "Write the price as a number"),
        ("price", "", "Write the price in baht."),
        ("left", "-1", "Write 0 or more."),
        ("left", "ห้า", "Write a whole number"),
        ("sku", "kn-09", "Another of your goods has this number."),
        ("content", "0", "Write more than 0."),
        ("content", "250", "Choose what it is counted in."),
        ("length_cm", "10", "Write all three sides"),
        ("photo", "999", "Select a valid choice"),
        ("weight_g", "30001", "Write a smaller number"),
    ],
)
def test_a_wrong_row_is_told_and_nothing_is_saved(
    desk: Client, listing: Listing, field: str, typed: str, sentence: str
) -> None:
    make_listing(listing.seller, slug="other", sku="KN-09")

    answer = save_rows(desk, listing, **{"weight_g_0": "200", f"{field}_0": typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert listing.variants.get().weight_g == 100


def test_one_number_twice_in_a_form_is_told(desk: Client, mali: User, listing: Listing) -> None:
    set_axes(listing, {"สี": ["แดง", "คราม"]}, mali)

    answer = save_rows(desk, listing, sku_0="A-1", sku_1="a-1")

    assert answer.status_code == 422
    assert "Another of your goods has this number." in answer.content.decode()


def test_an_older_price_is_not_written_over_a_newer_one(desk: Client, listing: Listing) -> None:
    typed = rows(desk, listing, price_0="130")
    save_rows(desk, listing, price_0="140")

    answer = desk.post(f"/desk/goods/{listing.pk}/offers/", typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It costs ฿140 now." in page
    assert 'value="130"' in page
    assert StockRecord.objects.get().price == Decimal("140.00")


def kinds(listing: Listing) -> list[tuple[Any, ...]]:
    """Return name, price, grams and number left of each kind."""
    return [
        (one.name, one.stock_record.price, one.weight_g, one.stock_record.num_in_stock)
        for one in listing.variants.exclude(position=OUT).select_related("stock_record")
    ]


def test_what_the_second_did_not_touch_stays_as_the_first_wrote_it(
    desk: Client, mali: User, listing: Listing
) -> None:
    set_axes(listing, {"สี": ["แดง", "ดำ"]}, mali)
    older = rows(desk, listing, price_1="77", left_1="4")
    save_rows(desk, listing, price_0="99", weight_g_1="350")
    set_axes(listing, {"สี": ["แดง", "ดำ", "ขาว"]}, mali)

    refused = desk.post(f"/desk/goods/{listing.pk}/offers/", older)
    answer = desk.post(f"/desk/goods/{listing.pk}/offers/", rows_of(refused))

    assert (refused.status_code, answer.status_code) == (409, 302)
    assert kinds(listing) == [("แดง", 99, 100, 5), ("ดำ", 77, 350, 4), ("ขาว", 99, 100, 0)]


def test_what_is_wrong_on_an_older_page_undoes_nothing_either(
    desk: Client, mali: User, listing: Listing
) -> None:
    set_axes(listing, {"สี": ["แดง", "ดำ"]}, mali)
    older = rows(desk, listing, price_1="ถูก")
    save_rows(desk, listing, price_0="99")

    refused = desk.post(f"/desk/goods/{listing.pk}/offers/", older)
    mended = rows_of(refused, price_1="77")
    answer = desk.post(f"/desk/goods/{listing.pk}/offers/", mended)

    assert (refused.status_code, answer.status_code) == (422, 302)
    assert "while you were writing" in refused.content.decode()
    assert [kind[:2] for kind in kinds(listing)] == [("แดง", 99), ("ดำ", 77)]


def test_what_is_sold_meanwhile_stays_sold_on_an_older_page(
    desk: Client, mali: User, listing: Listing
) -> None:
    older = rows(desk, listing, price_0="130")
    counted = rows(desk, listing, left_0="7")
    move(listing.variants.get().stock_record_id, -2, Movement.Why.STALL_SALE, By(mali))
    save_rows(desk, listing, low_stock_0="3")

    refused = desk.post(f"/desk/goods/{listing.pk}/offers/", older)
    desk.post(f"/desk/goods/{listing.pk}/offers/", rows_of(refused))
    desk.post(f"/desk/goods/{listing.pk}/offers/", counted)

    record = StockRecord.objects.get()
    assert (record.price, record.num_in_stock, record.low_stock_threshold) == (130, 5, 3)


def test_who_only_counts_writes_what_differs_from_what_was_shown(
    client: Client, mali: User, dao: User, listing: Listing
) -> None:
    make_grant(make_helper(dao), listing.seller, powers=["manage_stock"])
    client.force_login(dao)
    page = client.get(f"/desk/goods/{listing.pk}/")
    form = page.context["offers"][0][0]
    enabled = {one.html_name: one.value() for one in form if not one.field.disabled}
    move(listing.variants.get().stock_record_id, -2, Movement.Why.STALL_SALE, By(mali))

    client.post(f"/desk/goods/{listing.pk}/offers/", {**enabled, form.add_prefix("left"): "6"})

    assert StockRecord.objects.get().num_in_stock == 4


def test_who_only_counts_changes_no_price(client: Client, listing: Listing, dao: User) -> None:
    join_team(listing.seller, dao, SellerMember.Role.PACKER)
    client.force_login(dao)

    answer = client.post(f"/desk/goods/{listing.pk}/offers/", {"price": "1"})

    assert answer.status_code == 403


def test_kinds_are_made_from_words_between_commas(desk: Client, listing: Listing) -> None:
    typed = {
        "version": 1,
        "name_1": "สี",
        "values_1": "แดง, คราม,, ดำ ",
        "name_2": "ขนาด",
        "values_2": "S、L",
        "name_3": "",
        "values_3": "",
    }

    answer = desk.post(f"/desk/goods/{listing.pk}/axes/", typed)

    listing.refresh_from_db()
    assert answer.status_code == 302
    assert listing.axes == ["สี", "ขนาด"]
    assert [one.name for one in listing.variants.select_related("listing")] == [
        "แดง · S",
        "แดง · L",
        "คราม · S",
        "คราม · L",
        "ดำ · S",
        "ดำ · L",
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name_1": "สี"}, "Write at least one, or empty the row."),
        ({"values_1": "แดง"}, "Write what they differ in"),
        ({"name_1": "!!", "values_1": "แดง"}, "Write what they differ in"),
        ({"name_1": "สี", "values_1": "แดง, ♥♥"}, "“♥♥” says nothing."),
        ({"name_1": "สี", "values_1": "แดง,แดง"}, "“แดง” is there twice."),
        ({"name_1": "สี", "values_1": "ก" * 41}, "too long"),
        ({"name_1": "สี", "values_1": ",".join(map(str, range(21)))}, "At most 20 of them."),
        (
            {"name_1": "a", "values_1": "1,2", "name_2": "A", "values_2": "3"},
            "Two rows have the same name.",
        ),
        (
            {
                "name_1": "a",
                "values_1": "1,2,3,4,5,6,7,8",
                "name_2": "b",
                "values_2": "1,2,3,4,5,6,7,8",
            },
            "That makes 64 kinds; 40 are the most.",
        ),
    ],
)
def test_kinds_that_cannot_be_made_are_told(
    desk: Client, listing: Listing, typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post(f"/desk/goods/{listing.pk}/axes/", {"version": 1, **typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert listing.variants.count() == 1


def test_a_word_is_corrected(desk: Client, mali: User, listing: Listing) -> None:
    set_axes(listing, {"สี": ["แดง", "คราม"]}, mali)

    typed = {"word-value": "0:แดง", "word-new": "แดงครั่ง"}
    answer = desk.post(f"/desk/goods/{listing.pk}/word/", typed)
    twice = desk.post(f"/desk/goods/{listing.pk}/word/", {**typed, "word-value": "0:คราม"})

    assert answer.status_code == 302
    assert twice.status_code == 422
    assert [one.name for one in listing.variants.all()] == ["แดงครั่ง", "คราม"]


def test_goods_are_shown_beside_others_of_the_same_shop(desk: Client, listing: Listing) -> None:
    mine = make_listing(listing.seller, slug="other", title_th="กระเป๋า")
    found = desk.get(f"/desk/goods/{listing.pk}/related/", {"q": "กระเป๋า"})

    typed = {"with": [str(mine.pk), "x", "9" * 30, str(listing.pk)]}
    answer = desk.post(f"/desk/goods/{listing.pk}/related/", typed)

    assert [one.pk for one in found.context["others"]] == [mine.pk]
    assert answer.status_code == 302
    assert list(listing.related.all()) == [mine]


def test_a_draft_without_photo_or_price_says_what_is_missing(
    desk: Client, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, state=State.DRAFT)
    StockRecord.objects.update(price=None)

    refused = desk.post(f"/desk/goods/{listing.pk}/move/", {"move": "publish"})

    assert refused.status_code == 422
    assert "It has no price yet." in refused.content.decode()
    assert "It has no photo yet" in refused.content.decode()
    assert Listing.objects.get().state == State.DRAFT


def test_the_page_asks_as_much_for_many_kinds(
    desk: Client, mali: User, listing: Listing, django_assert_max_num_queries: Any
) -> None:
    make_photo(listing)
    set_axes(listing, {"สี": [str(number) for number in range(20)], "ขนาด": ["S", "L"]}, mali)
    desk.get(f"/desk/goods/{listing.pk}/")

    with django_assert_max_num_queries(30):
        answer = desk.get(f"/desk/goods/{listing.pk}/")

    assert len(answer.context["offers"]) == 40


def test_forty_kinds_are_saved(desk: Client, mali: User, listing: Listing) -> None:
    set_axes(listing, {"สี": [str(number) for number in range(20)], "ขนาด": ["S", "L"]}, mali)

    answer = save_rows(desk, listing, **{f"left_{place}": "2" for place in range(1, 40)})

    left = StockRecord.objects.values_list("num_in_stock", flat=True)
    assert answer.status_code == 302
    assert sorted(left) == [2] * 39 + [5]


def test_a_stranger_and_another_shop_see_nothing(client: Client, listing: Listing) -> None:
    krit = make_user("kham@example.org")
    make_category()
    client.force_login(krit)

    statuses = [
        client.post(f"/desk/goods/{listing.pk}/{part}/").status_code
        for part in ("offers", "axes", "word", "related")
    ]

    assert statuses == [404, 404, 404, 404]


def test_the_limit_of_goods_by_weight_is_in_kilograms(desk: Client, malis_shop: Seller) -> None:
    mangoes = make_listing(malis_shop, "120.00", 5000, unit="kg", is_weighed=True, low_stock=2000)

    page = desk.get(f"/desk/goods/{mangoes.pk}/").content.decode()
    answer = save_rows(desk, mangoes, low_stock_0="1.5")

    assert "Tell me when so many kg are left" in page
    assert answer.status_code == 302
    assert mangoes.variants.get().stock_record.low_stock_threshold == 1500


def test_who_may_not_count_leaves_the_limit_as_it_is(malis_shop: Seller) -> None:
    mangoes = make_listing(malis_shop, "120.00", 5000, unit="kg", is_weighed=True, low_stock=2000)
    variant = mangoes.variants.get()
    prefix = f"v{variant.pk}"
    typed = {f"{prefix}-price": "99", f"{prefix}-sku": variant.stock_record.partner_sku}

    form = VariantForm(
        typed, variant=variant, listing=mangoes, may={"may_list": True, "may_count": False}
    )

    assert form.is_valid(), form.errors
    assert form.change().record == {"price": Decimal("99.00")}
