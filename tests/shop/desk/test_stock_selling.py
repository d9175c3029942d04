"""The desk's stock: two taps for what was sold at the stall, and everything else that happens."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.stock.actors import By
from shop.stock.models import Movement, Pending, SetAside
from shop.stock.reserving import Wanted, claim, reserve
from shop.stock.setting_aside import set_aside
from tests.cast import make_listing, make_seller, make_user, variant_of

pytestmark = pytest.mark.django_db
Why = Movement.Why


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def cloth(malis_shop: Seller) -> Variant:
    return variant_of(make_listing(malis_shop, stock=12))


def on_hand(variant: Variant) -> int:
    variant.stock_record.refresh_from_db()
    return int(variant.stock_record.num_in_stock)


def hold(variant: Variant, quantity: int) -> None:
    """Reserve and pay, as a purchase does."""
    until = timezone.now() + timedelta(minutes=10)
    reserve("PAJD-2222", [Wanted(variant.stock_record_id, quantity)], until)
    claim("PAJD-2222")


def last(variant: Variant) -> Movement:
    return Movement.objects.filter(stock_record=variant.stock_record_id).latest("pk")


def test_the_page_says_what_is_there_promised_kept_back_and_left(
    desk: Client, cloth: Variant, mali: User
) -> None:
    hold(cloth, 3)
    set_aside(cloth.stock_record_id, 2, timezone.localdate(), "กาดเช้า", By(mali))

    shelf = desk.get("/desk/stock/").context["page_obj"].object_list[0]

    assert shelf.variant == cloth
    sums = shelf.sums
    assert (sums.on_hand, sums.reserved, sums.set_aside, sums.available) == (12, 3, 2, 7)


def test_three_sold_at_the_stall_are_two_taps(desk: Client, cloth: Variant, mali: User) -> None:
    page = desk.get("/desk/stock/").content.decode()
    where = f"/desk/stock/{cloth.pk}/sold/"

    answer = desk.post(where, {"quantity": "3", "key": "", "back": "/desk/stock/?q=cotton"})

    assert f'action="{where}"' in page
    assert '<button class="btn btn-quiet" name="quantity" value="3">' in page
    movement = last(cloth)
    assert (movement.why, movement.change, movement.before, movement.after) == (
        "stall_sale",
        -3,
        12,
        9,
    )
    assert (movement.actor, movement.owner) == (mali, None)
    assert answer["Location"] == (f"/desk/stock/?q=cotton&moved={movement.pk}#goods-{cloth.pk}")
    assert "On the shelf now: 9 piece." in desk.get(answer["Location"]).content.decode()


def test_a_sale_that_is_sent_twice_happens_once(desk: Client, cloth: Variant) -> None:
    sent = {"quantity": "2", "key": str(uuid4())}

    for _time in range(2):
        desk.post(f"/desk/stock/{cloth.pk}/sold/", sent)

    assert on_hand(cloth) == 10


def test_two_sales_without_a_key_are_two(desk: Client, cloth: Variant) -> None:
    for _time in range(2):
        desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "2", "key": "no-key"})

    assert on_hand(cloth) == 8


def test_a_sale_without_a_line_keeps_the_moment_it_happened(desk: Client, cloth: Variant) -> None:
    moment = timezone.now() - timedelta(hours=2)

    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "1", "happened_at": moment.isoformat()})

    assert last(cloth).happened_at == moment


@pytest.mark.parametrize(
    "moment", ["", "yesterday", "2570-01-01T00:00:00Z", "1990-01-01T00:00:00Z"]
)
def test_a_clock_that_is_wrong_says_nothing(desk: Client, cloth: Variant, moment: str) -> None:
    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "1", "happened_at": moment})

    assert on_hand(cloth) == 11
    assert last(cloth).happened_at is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write how many."),
        ("0", "Write more than 0."),
        ("-5", "Write more than 0."),
        ("1e12", "Write a whole number, such as 12."),
        ("1000000000000", "Write a whole number, such as 12."),
        ("100001", "Write a smaller number: at most 100,000."),
        ("12.345", "Write a whole number, such as 12."),
        ("สาม", "Write a whole number, such as 12."),
        ("<script>", "Write a whole number, such as 12."),
    ],
)
def test_a_number_that_cannot_be_read_is_asked_for_again(
    desk: Client, cloth: Variant, typed: str, sentence: str
) -> None:
    answer = desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert answer.context["form"]["quantity"].value() == typed
    assert on_hand(cloth) == 12


@pytest.mark.parametrize("typed", ["๓", "3 ผืน", " 3 ", "+3"])
def test_numbers_are_read_as_people_write_them(desk: Client, cloth: Variant, typed: str) -> None:
    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": typed})

    assert on_hand(cloth) == 9


def test_goods_by_weight_are_sold_in_kilograms(desk: Client, malis_shop: Seller) -> None:
    mango = variant_of(make_listing(malis_shop, stock=4500, is_weighed=True, unit="kg"))

    page = desk.get("/desk/stock/").content.decode()
    desk.post(f"/desk/stock/{mango.pk}/sold/", {"quantity": "๑.๕"})

    assert 'name="quantity" value="0.5">0.5 kg</button>' in page
    assert 'value="5">' not in page  # more than is there
    assert on_hand(mango) == 3000


def test_a_wrong_tap_is_taken_back_once_and_both_lines_stay(desk: Client, cloth: Variant) -> None:
    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "3"})
    sale = last(cloth)

    for _time in range(2):
        answer = desk.post(f"/desk/stock/lines/{sale.pk}/undo/", follow=True)

    lines = list(
        Movement.objects.filter(stock_record=cloth.stock_record_id).values_list("why", "change")
    )
    assert lines == [("opening", 12), ("stall_sale", -3), ("stall_sale", 3)]
    assert "This line was taken back already." in answer.content.decode()


def test_the_first_count_is_not_taken_back(desk: Client, cloth: Variant) -> None:
    opening = last(cloth)

    answer = desk.post(f"/desk/stock/lines/{opening.pk}/undo/", follow=True)

    assert "This line cannot be taken back." in answer.content.decode()
    assert on_hand(cloth) == 12


@pytest.mark.parametrize(
    ("chosen", "why", "after"),
    [
        ("restock", Why.RESTOCK, 16),
        ("return", Why.RETURN, 16),
        ("waste", Why.WASTE, 8),
        ("own_use", Why.OWN_USE, 8),
        ("gift", Why.GIFT, 8),
        ("count", Why.COUNT, 4),
        ("more", Why.CORRECTION, 16),
        ("fewer", Why.CORRECTION, 8),
    ],
)
def test_everything_that_happens_has_a_reason_of_its_own(
    desk: Client, cloth: Variant, chosen: str, why: Why, after: int
) -> None:
    sent = {"why": chosen, "quantity": "4", "note": "ฝนรั่ว"}

    answer = desk.post(f"/desk/stock/{cloth.pk}/change/", sent)

    movement = last(cloth)
    assert answer["Location"] == f"/desk/stock/{cloth.pk}/?moved={movement.pk}"
    assert (movement.why, movement.after, movement.note) == (why, after, "ฝนรั่ว")


def test_what_was_typed_stays_where_something_is_missing(desk: Client, cloth: Variant) -> None:
    answer = desk.post(f"/desk/stock/{cloth.pk}/change/", {"quantity": "0", "note": "x"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what happened." in page
    assert answer.context["form"]["note"].value() == "x"


def test_a_count_below_what_is_ordered_is_explained_and_offered_for_later(
    desk: Client, cloth: Variant
) -> None:
    hold(cloth, 5)

    refused = desk.post(f"/desk/stock/{cloth.pk}/change/", {"why": "count", "quantity": "3"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "The book has 12 piece on the shelf. 5 piece of it is ordered or kept back" in page
    assert "3 piece after open orders" in page
    assert on_hand(cloth) == 12


def test_after_open_orders_the_figure_holds(desk: Client, cloth: Variant) -> None:
    hold(cloth, 5)

    answer = desk.post(
        f"/desk/stock/{cloth.pk}/after/", {"act": "after", "amount": "3", "why": "count"}
    )

    wish = Pending.objects.get()
    assert answer["Location"] == f"/desk/stock/{cloth.pk}/"
    assert (wish.kind, wish.wanted, wish.state) == ("after_orders", 3, "waiting")
    assert on_hand(cloth) == 8  # five for the orders, three to sell
    assert "When they have left, 3 piece are left" in desk.get(answer["Location"]).content.decode()


def test_what_is_really_gone_goes_off_as_far_as_it_is_free(desk: Client, cloth: Variant) -> None:
    hold(cloth, 5)
    refused = desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "9"})

    form = {"act": "gone", "amount": "9", "why": "stall_sale", "key": str(uuid4())}
    for _time in range(2):  # a second press changes nothing
        desk.post(f"/desk/stock/{cloth.pk}/after/", form)

    wish = Pending.objects.get()
    assert refused.context["missing"] == 2
    assert (wish.kind, wish.quantity) == ("short", 2)
    assert on_hand(cloth) == 5
    assert last(cloth).change == -7


def test_a_correction_that_waits_can_be_given_up(desk: Client, cloth: Variant) -> None:
    hold(cloth, 5)
    desk.post(f"/desk/stock/{cloth.pk}/after/", {"act": "after", "amount": "3", "why": "count"})
    wish = Pending.objects.get()

    desk.post(f"/desk/stock/waiting/{wish.pk}/end/")
    again = desk.post(f"/desk/stock/waiting/{wish.pk}/end/", follow=True)

    wish.refresh_from_db()
    assert wish.state == "dropped"
    assert "It was carried out or given up already." in again.content.decode()


@pytest.mark.parametrize("amount", ["", "-1", "1e9", "100000001", "x"])
def test_a_spoiled_wish_writes_nothing(desk: Client, cloth: Variant, amount: str) -> None:
    hold(cloth, 5)

    answer = desk.post(
        f"/desk/stock/{cloth.pk}/after/", {"act": "after", "amount": amount, "why": "count"}
    )

    assert answer.status_code == 302
    assert not Pending.objects.exists()
    assert on_hand(cloth) == 12


def test_the_way_back_stays_at_the_desk(desk: Client, cloth: Variant) -> None:
    for way in ("https://example.org/desk/", "//example.org/desk/", "/account/", "javascript:1"):
        answer = desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "1", "back": way})

        assert answer["Location"].startswith(f"/desk/stock/{cloth.pk}/?moved=")


def test_a_line_of_another_shop_is_not_spoken_of(desk: Client, cloth: Variant) -> None:
    other = variant_of(make_listing(make_seller("kham", owner=make_user("k@example.org"))))

    answer = desk.get(f"/desk/stock/?moved={last(other).pk}")

    assert answer.context["moved"] is None


def test_words_find_names_numbers_and_options(desk: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop, slug="a", title_th="ผ้าฝ้าย", variants=[("แดง", "9.00", 1)])
    make_listing(malis_shop, slug="b", title_th="ถ้วยดิน", title_en="Clay cup", sku="CUP-1")

    def found(words: str) -> int:
        return int(desk.get("/desk/stock/", {"q": words}).context["page_obj"].paginator.count)

    assert [found(q) for q in ("ฝ้าย แดง", "cup-1", "clay", "ฟ้า", "", "\x00", "%")] == [
        1,
        1,
        1,
        0,
        2,
        2,
        0,
    ]


def test_the_page_narrows_to_what_runs_low_and_what_is_kept_back(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    make_listing(malis_shop, slug="a", stock=1)
    kept = variant_of(make_listing(malis_shop, slug="b", stock=9))
    set_aside(kept.stock_record_id, 4, timezone.localdate(), "", By(mali))

    def shown(show: str) -> list[str]:
        page = desk.get("/desk/stock/", {"show": show}).context["page_obj"]
        return [shelf.listing.slug for shelf in page.object_list]

    assert [shown("low"), shown("kept"), shown("nonsense")] == [["a"], ["b"], ["b", "a"]]


def test_what_was_archived_is_gone_and_what_lies_there_without_a_price_stays(
    desk: Client, malis_shop: Seller
) -> None:
    make_listing(malis_shop, slug="a", state=Listing.State.ARCHIVED)
    dropped = variant_of(make_listing(malis_shop, slug="b", stock=2))
    dropped.stock_record.price = None
    dropped.stock_record.save()

    page = desk.get("/desk/stock/").context["page_obj"]

    assert [shelf.variant.pk for shelf in page.object_list] == [dropped.pk]


def test_ten_more_things_are_not_one_more_query(desk: Client, malis_shop: Seller) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert desk.get("/desk/stock/").status_code == 200
        return len(captured)

    for number in range(2):
        make_listing(malis_shop, slug=f"a{number}")
    queries()
    few = queries()

    for number in range(10):
        make_listing(malis_shop, slug=f"b{number}", variants=[("แดง", "9.00", 1)])

    assert queries() == few <= 14


def test_what_is_kept_back_today_is_sold_first(desk: Client, cloth: Variant, mali: User) -> None:
    kept = set_aside(cloth.stock_record_id, 4, timezone.localdate(), "", By(mali))

    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "3"})

    kept.refresh_from_db()
    assert (kept.quantity, kept.state) == (1, SetAside.State.OPEN)
    assert on_hand(cloth) == 9


def test_what_was_counted_since_is_not_taken_back(desk: Client, cloth: Variant) -> None:
    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "3"})
    sale = last(cloth)
    desk.post(f"/desk/stock/{cloth.pk}/change/", {"why": "count", "quantity": "12"})

    page = desk.get(f"/desk/stock/{cloth.pk}/").content.decode()
    answer = desk.post(f"/desk/stock/lines/{sale.pk}/undo/", follow=True)

    assert f"/desk/stock/lines/{sale.pk}/undo/" not in page
    assert "It was counted after that, and the count holds." in answer.content.decode()
    assert on_hand(cloth) == 12


def test_a_sale_taken_back_says_what_is_kept_back_again(
    desk: Client, cloth: Variant, mali: User
) -> None:
    set_aside(cloth.stock_record_id, 4, timezone.localdate(), "", By(mali))
    desk.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "3"})

    answer = desk.post(f"/desk/stock/lines/{last(cloth).pk}/undo/", follow=True)

    assert "What was kept back for a market day is kept back again" in answer.content.decode()
    assert SetAside.objects.get().quantity == 4


def test_what_is_refused_keeps_the_moment_it_happened(desk: Client, cloth: Variant) -> None:
    hold(cloth, 11)
    moment = timezone.now() - timedelta(hours=2)
    sent = {"quantity": "3", "key": str(uuid4()), "happened_at": moment.isoformat()}

    refused = desk.post(f"/desk/stock/{cloth.pk}/sold/", sent)
    form = {"act": "gone", "amount": "3", "why": "stall_sale"}
    moments = {"key": sent["key"], "happened_at": refused.context["meant"].moment}
    desk.post(f"/desk/stock/{cloth.pk}/after/", form | moments)

    assert f'name="happened_at" value="{moment.isoformat()}"' in refused.content.decode()
    assert (last(cloth).change, last(cloth).happened_at) == (-1, moment)
    assert Pending.objects.get().happened_at == moment
