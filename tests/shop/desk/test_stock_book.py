"""The book of one thing, its weeks as a picture, and what is kept back for market days."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.desk.stock_weeks import HEIGHT, TOP, read_weeks
from shop.listings.models import Variant
from shop.stock.actors import By
from shop.stock.models import Movement, Pending, SetAside
from shop.stock.moving import move
from shop.stock.setting_aside import set_aside
from tests.cast import make_community, make_listing, variant_of
from tests.helping import make_grant, make_helper

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


def test_every_line_says_who_why_before_and_after(desk: Client, cloth: Variant, mali: User) -> None:
    move(cloth.stock_record_id, -2, Why.WASTE, By(mali), note="ฝนรั่ว")

    page = desk.get(f"/desk/stock/{cloth.pk}/").content.decode()

    assert "ฝนรั่ว" in page
    assert "−2 piece" in page
    assert "12 → 10" in page
    assert "มะลิ" in page


def test_a_helper_stands_in_the_book_beside_the_owner(
    client: Client, cloth: Variant, mali: User, malis_shop: Seller, dao: User
) -> None:
    make_grant(make_helper(dao), malis_shop)
    client.cookies["talat_language"] = "en"
    client.force_login(dao)

    client.post("/desk/switch/", {"seller": "mali"})
    client.post(f"/desk/stock/{cloth.pk}/sold/", {"quantity": "1"})
    page = client.get(f"/desk/stock/{cloth.pk}/").content.decode()

    movement = Movement.objects.latest("pk")
    assert (movement.actor, movement.owner) == (dao, mali)
    assert "ดาว for มะลิ" in page
    act = Act.objects.get(verb="stock.moved")
    assert (act.owner, act.details) == (mali, {"why": "stall_sale", "change": -1})


def test_the_owner_reads_once_what_a_helper_did(
    client: Client, cloth: Variant, mali: User, malis_shop: Seller, dao: User
) -> None:
    make_grant(make_helper(dao), malis_shop)
    client.force_login(dao)
    client.post("/desk/switch/", {"seller": "mali"})
    thing, day = f"/desk/stock/{cloth.pk}", str(timezone.localdate())

    sent = {"quantity": "1", "key": str(uuid4())}
    for _time in range(2):
        client.post(f"{thing}/sold/", sent)
    client.post(f"{thing}/keep/", {"quantity": "4", "day": "other", "other_day": day})
    wish = {"act": "after", "amount": "1", "why": "count", "key": str(uuid4())}
    gone = {"act": "gone", "amount": "2", "why": "waste", "key": str(uuid4())}
    for form in (wish, wish, gone, gone):
        client.post(f"{thing}/after/", form)
    for waits in Pending.objects.filter(state="waiting"):
        client.post(f"/desk/stock/waiting/{waits.pk}/end/")
    client.post(f"/desk/stock/kept/{SetAside.objects.get().pk}/back/")

    acts = Act.objects.filter(owner=mali, verb__startswith="stock.").order_by("pk")
    assert [act.verb for act in acts] == [
        "stock.moved",
        "stock.kept_back",
        "stock.waits",
        "stock.moved",
        "stock.wait_ended",
        "stock.wait_ended",
        "stock.put_back",
    ]
    assert acts[2].details == {"wanted": 1}
    assert acts[3].details == {"why": "waste", "change": -2}


def test_ten_more_lines_are_not_one_more_query(desk: Client, cloth: Variant, mali: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(f"/desk/stock/{cloth.pk}/").status_code == 200
        return len(captured)

    move(cloth.stock_record_id, -1, Why.GIFT, By(mali))
    queries()
    few = queries()

    for _time in range(10):
        move(cloth.stock_record_id, 1, Why.RESTOCK, By(mali))

    assert queries() == few <= 18


def test_the_weeks_tell_what_was_sold_and_what_was_left(malis_shop: Seller, mali: User) -> None:
    monday = timezone.localtime().replace(hour=12) - timedelta(days=timezone.localdate().weekday())
    with time_machine.travel(monday - timedelta(weeks=3)):
        cloth = variant_of(make_listing(malis_shop, stock=12))
    for weeks_ago, change, why in ((2, -4, Why.STALL_SALE), (2, 3, Why.RESTOCK), (1, -5, Why.GIFT)):
        when = monday - timedelta(weeks=weeks_ago)
        move(cloth.stock_record_id, change, why, By(mali), happened_at=when)
    cloth.stock_record.refresh_from_db()

    weeks = read_weeks(cloth.stock_record.movements.all(), cloth.stock_record.num_in_stock)

    assert [week.sold for week in weeks.weeks] == [0] * 9 + [4, 0, 0]
    assert [week.on_hand for week in weeks.weeks] == [0] * 8 + [12, 11, 6, 6]
    assert weeks.weeks[8].y == TOP  # the most there was
    assert weeks.weeks[0].y == TOP + HEIGHT
    assert weeks.weeks[9].bar == HEIGHT * 4 // 12


def test_a_sale_that_was_taken_back_is_no_sale_of_the_week(cloth: Variant, mali: User) -> None:
    for change in (-3, 3):
        move(cloth.stock_record_id, change, Why.STALL_SALE, By(mali))

    weeks = read_weeks(cloth.stock_record.movements.all(), 12)

    assert weeks.sold == 0


def test_market_days_of_ones_communities_are_offered(
    desk: Client, cloth: Variant, malis_shop: Seller
) -> None:
    malis_shop.communities.add(make_community(market_days="Sat 08:00-16:00"))

    form = desk.get(f"/desk/stock/{cloth.pk}/keep/").context["form"]
    first, second, other = form.fields["day"].choices
    desk.post(f"/desk/stock/{cloth.pk}/keep/", {"quantity": "4", "day": first[0]})

    kept = SetAside.objects.get()
    assert (kept.quantity, kept.place, kept.until.weekday()) == (4, "Mae Chaem Market", 5)
    assert second[0] > first[0]
    assert other[0] == "other"


def test_the_same_day_again_changes_the_number(desk: Client, cloth: Variant) -> None:
    day = str(timezone.localdate() + timedelta(days=3))
    for number in ("4", "6"):
        desk.post(
            f"/desk/stock/{cloth.pk}/keep/",
            {"quantity": number, "day": "other", "other_day": day, "place": "หน้าวัด"},
        )

    kept = SetAside.objects.get()
    assert (kept.quantity, kept.place, str(kept.until)) == (6, "หน้าวัด", day)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        (
            {"quantity": "13"},
            "quantity",
            "Only 12 piece can be kept back: the rest is promised already.",
        ),
        ({"quantity": "0"}, "quantity", "Write more than 0."),
        ({"quantity": ""}, "quantity", "Write how many."),
        ({"other_day": ""}, "other_day", "Choose a day."),
        (
            {"other_day": "2001-01-01"},
            "other_day",
            "This day is over. Choose today or a later day.",
        ),
        (
            {"other_day": "2099-01-01"},
            "other_day",
            "This is more than a year away. Is the year right?",
        ),
    ],
)
def test_what_cannot_be_kept_back_is_said_beside_it(
    desk: Client, cloth: Variant, sent: dict[str, str], field: str, sentence: str
) -> None:
    whole = {"quantity": "1", "day": "other", "other_day": str(timezone.localdate()), **sent}

    answer = desk.post(f"/desk/stock/{cloth.pk}/keep/", whole)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert sentence in answer.content.decode()
    assert not SetAside.objects.exists()


def test_what_was_kept_back_goes_back_once(desk: Client, cloth: Variant, mali: User) -> None:
    kept = set_aside(cloth.stock_record_id, 4, timezone.localdate(), "", By(mali))

    desk.post(f"/desk/stock/kept/{kept.pk}/back/")
    again = desk.post(f"/desk/stock/kept/{kept.pk}/back/", follow=True)

    cloth.stock_record.refresh_from_db()
    assert cloth.stock_record.num_allocated == 0
    assert "It is back in the shop already." in again.content.decode()
