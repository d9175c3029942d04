"""Count the shelf: on the telephone, on paper, all of it or part, while sales go on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Variant
from shop.stock.actors import By
from shop.stock.models import Counted, Movement, StockTake
from shop.stock.moving import count
from shop.stock.selling import sell_at_stall
from shop.stock.taking import start, write_count
from tests.cast import make_category, make_listing, make_seller, make_user, variant_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, mali: User, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def shelf(malis_shop: Seller) -> list[Variant]:
    """Three things: a cloth, a cup of another kind, mangoes by weight."""
    cups = make_category("cups", name_th="ถ้วย", name_en="Cups")
    return [
        variant_of(make_listing(malis_shop, slug="cloth", title_en="Cloth", stock=9)),
        variant_of(make_listing(malis_shop, slug="cup", title_en="Cup", stock=1, category=cups)),
        variant_of(
            make_listing(
                malis_shop, slug="mango", title_en="Mango", stock=2500, is_weighed=True, unit="kg"
            )
        ),
    ]


@pytest.fixture
def take(shelf: list[Variant], malis_shop: Seller, mali: User) -> StockTake:
    return start(malis_shop, [variant.stock_record for variant in shelf], By(mali))


def line_of(take: StockTake, variant: Variant) -> Counted:
    return take.lines.get(stock_record=variant.stock_record_id)


def counted(take: StockTake) -> list[int | None]:
    return list(take.lines.order_by("pk").values_list("counted", flat=True))


@pytest.mark.parametrize(
    ("sent", "slugs"),
    [
        ({"scope": "all"}, {"cloth", "cup", "mango"}),
        ({"scope": "low"}, {"cup"}),
        ({"scope": "words", "words": "clo"}, {"cloth"}),
        ({"scope": "category", "category": "cups"}, {"cup"}),
        ({"scope": "picked", "picked": ["mango", "cup"]}, {"cup", "mango"}),
    ],
)
def test_all_or_part_of_the_goods_are_counted(
    desk: Client, shelf: list[Variant], sent: dict[str, Any], slugs: set[str]
) -> None:
    by_slug = {variant.listing.slug: variant for variant in shelf}
    form = dict(sent)
    if "category" in form:
        form["category"] = by_slug["cup"].listing.category_id
    if "picked" in form:
        form["picked"] = [by_slug[slug].pk for slug in form["picked"]]

    answer = desk.post("/desk/stock/count/", form)

    take = StockTake.objects.get()
    assert answer["Location"] == f"/desk/stock/count/{take.pk}/"
    assert {line.stock_record.variant.listing.slug for line in take.lines.all()} == slugs


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"scope": "category"}, "category", "Choose here what you will count."),
        ({"scope": "words"}, "words", "Choose here what you will count."),
        ({"scope": "picked"}, "picked", "Choose here what you will count."),
        ({"scope": "words", "words": "gold"}, "scope", "Nothing on your shelf is like that."),
    ],
)
def test_a_choice_of_nothing_is_said_beside_it(
    desk: Client, shelf: list[Variant], sent: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post("/desk/stock/count/", sent)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert sentence in answer.content.decode()
    assert not StockTake.objects.exists()


def test_a_second_count_leads_to_the_first(desk: Client, take: StockTake) -> None:
    answer = desk.post("/desk/stock/count/", {"scope": "all"})

    assert answer["Location"] == f"/desk/stock/count/{take.pk}/"
    assert StockTake.objects.count() == 1


def test_what_another_shop_sells_is_not_in_it(desk: Client, shelf: list[Variant]) -> None:
    other = variant_of(make_listing(make_seller("kham", owner=make_user("k@example.org"))))

    answer = desk.post("/desk/stock/count/", {"scope": "picked", "picked": [other.pk]})

    assert answer.status_code == 422
    assert not StockTake.objects.exists()


def test_line_by_line_it_is_saved_and_says_what_differs(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    line = line_of(take, shelf[0])
    where = f"/desk/stock/count/{take.pk}/"

    answer = desk.post(f"{where}{line.pk}/", {"counted": "7", "back": f"{where}?q=clo"})

    page = desk.get(answer["Location"]).content.decode()
    assert answer["Location"] == f"{where}?q=clo&counted={line.pk}"
    assert counted(take) == [7, None, None]
    assert "1 of 3 counted" in page
    assert "The book said 9 piece (−2 piece)." in page
    shelf[0].stock_record.refresh_from_db()
    assert shelf[0].stock_record.num_in_stock == 9  # until the count is finished


def test_kilograms_are_counted_as_people_write_them(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    line = line_of(take, shelf[2])

    desk.post(f"/desk/stock/count/{take.pk}/{line.pk}/", {"counted": "2 กก. 3 ขีด"})

    assert counted(take) == [None, None, 2300]


@pytest.mark.parametrize("typed", ["", "-1", "seven", "1e12", "7.5"])
def test_a_count_that_cannot_be_read_keeps_what_was_typed(
    desk: Client, shelf: list[Variant], take: StockTake, typed: str
) -> None:
    line = line_of(take, shelf[0])

    answer = desk.post(f"/desk/stock/count/{take.pk}/{line.pk}/", {"counted": typed})

    assert answer.status_code == 422
    assert answer.context["form"]["counted"].value() == typed
    assert counted(take) == [None, None, None]


def test_a_sheet_is_typed_in_and_empty_lines_stay(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    lines = [line_of(take, variant) for variant in shelf]
    sent = {f"line-{lines[0].pk}": "๘", f"line-{lines[1].pk}": "", f"line-{lines[2].pk}": "2.4"}

    desk.post(f"/desk/stock/count/{take.pk}/table/", sent)

    assert counted(take) == [8, None, 2400]


def test_one_wrong_line_of_a_sheet_writes_none_and_keeps_all(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    lines = [line_of(take, variant) for variant in shelf]
    sent = {f"line-{lines[0].pk}": "8", f"line-{lines[1].pk}": "a lot", "at": ""}

    answer = desk.post(f"/desk/stock/count/{take.pk}/table/", sent)

    cells = answer.context["page_obj"].object_list
    assert answer.status_code == 422
    assert [cell.typed for cell in cells] == ["8", "a lot", ""]
    assert [cell.error for cell in cells] == ["", "Write a whole number, such as 12.", ""]
    assert counted(take) == [None, None, None]


def test_what_was_sold_after_the_sheet_was_written_stays_sold(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    looked = timezone.localtime().replace(second=0) - timedelta(hours=1)
    with time_machine.travel(looked - timedelta(hours=1)):
        cloth = variant_of(make_listing(malis_shop, stock=9))
        take = start(malis_shop, [cloth.stock_record], By(mali))
    sell_at_stall(cloth.stock_record_id, 2, By(mali))
    sent = {f"line-{take.lines.get().pk}": "8", "at": f"{looked:%Y-%m-%dT%H:%M}"}

    desk.post(f"/desk/stock/count/{take.pk}/table/", sent)
    desk.post(f"/desk/stock/count/{take.pk}/end/", {"act": "finish"})

    cloth.stock_record.refresh_from_db()
    assert cloth.stock_record.num_in_stock == 6  # eight then, two sold since


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2099-01-01T10:00", "This is still to come. When was it?"),
        ("2001-01-01T10:00", "This is before the count was begun. When was it?"),
        ("2026-13-01T10:00", "Choose a day and a time."),
        ("yesterday", "Choose a day and a time."),
    ],
)
def test_a_moment_that_cannot_be_is_asked_for_again(
    desk: Client, shelf: list[Variant], take: StockTake, at: str, sentence: str
) -> None:
    sent = {f"line-{line_of(take, shelf[0]).pk}": "8", "at": at}

    answer = desk.post(f"/desk/stock/count/{take.pk}/table/", sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert counted(take) == [None, None, None]


def test_the_sheet_has_every_line_and_nothing_of_what_the_book_says(
    desk: Client, take: StockTake
) -> None:
    page = desk.get(f"/desk/stock/count/{take.pk}/sheet/").content.decode()

    assert page.count('<td class="sheet-box"></td>') == 3
    assert "2.5" not in page


def test_the_end_puts_the_book_right_once(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    line = line_of(take, shelf[0])
    desk.post(f"/desk/stock/count/{take.pk}/{line.pk}/", {"counted": "7"})
    end = f"/desk/stock/count/{take.pk}/end/"
    shown = desk.get(end).context["differences"]

    desk.post(end, {"act": "finish"})
    again = desk.post(end, {"act": "finish"}, follow=True)

    movement = Movement.objects.get(why="count")
    assert [(one.expected, one.difference) for one in shown] == [(9, -2)]
    assert (movement.before, movement.after) == (9, 7)
    assert "This count is over already." in again.content.decode()
    assert [one.difference for one in again.context["page_obj"].object_list] == [-2, None, None]


def test_a_count_that_is_given_up_moves_nothing(
    desk: Client, shelf: list[Variant], take: StockTake
) -> None:
    line = line_of(take, shelf[0])
    desk.post(f"/desk/stock/count/{take.pk}/{line.pk}/", {"counted": "7"})

    desk.post(f"/desk/stock/count/{take.pk}/end/", {"act": "drop"})
    late = desk.post(f"/desk/stock/count/{take.pk}/{line.pk}/", {"counted": "5"}, follow=True)

    take.refresh_from_db()
    assert take.state == "dropped"
    assert not Movement.objects.filter(why="count").exists()
    assert "Nothing was written." in late.content.decode()
    assert counted(take) == [7, None, None]


def test_a_sheet_does_not_overwrite_what_was_counted_meanwhile(
    desk: Client, shelf: list[Variant], take: StockTake, mali: User
) -> None:
    first, second = (line_of(take, variant) for variant in shelf[:2])
    write_count(take, shelf[0].stock_record_id, 5, By(mali))
    table = f"/desk/stock/count/{take.pk}/table/"
    page = desk.get(table).content.decode()
    write_count(take, shelf[0].stock_record_id, 7, By(mali))

    sent = {f"line-{first.pk}": "5", f"seen-{first.pk}": "5", f"line-{second.pk}": "1"}
    desk.post(table, sent)

    assert f'name="seen-{first.pk}" value="5"' in page
    assert counted(take) == [7, 1, None]


def test_where_two_counted_differently_both_are_shown_once(
    desk: Client, shelf: list[Variant], take: StockTake, mali: User
) -> None:
    line = line_of(take, shelf[0])
    write_count(take, shelf[0].stock_record_id, 7, By(mali))
    table, sent = f"/desk/stock/count/{take.pk}/table/", {f"line-{line.pk}": "6"}

    asked = desk.post(table, sent)
    cell = asked.context["page_obj"].object_list[0]
    before = counted(take)
    desk.post(table, sent | {cell.seen_name: cell.seen})

    assert asked.status_code == 422
    assert (cell.typed, cell.seen) == ("6", "7")
    assert "Counted as 7 meanwhile." in cell.error
    assert (before, counted(take)) == ([7, None, None], [6, None, None])


def test_what_was_counted_later_is_not_said_to_be_written(
    desk: Client, malis_shop: Seller, mali: User
) -> None:
    looked = timezone.localtime().replace(second=0, microsecond=0) - timedelta(hours=1)
    with time_machine.travel(looked - timedelta(hours=1)):
        cloth = variant_of(make_listing(malis_shop, stock=9))
        take = start(malis_shop, [cloth.stock_record], By(mali))
    write_count(take, cloth.stock_record_id, 7, By(mali))
    line = take.lines.get().pk
    sent = {f"line-{line}": "5", f"seen-{line}": "7", "at": f"{looked:%Y-%m-%dT%H:%M}"}

    page = desk.post(f"/desk/stock/count/{take.pk}/table/", sent, follow=True).content.decode()

    assert counted(take) == [7]
    assert "0 lines are written." in page
    assert "1 line was counted later already and stays as it is." in page


def test_a_line_counted_again_outside_it_differs_from_nothing(
    desk: Client, shelf: list[Variant], take: StockTake, mali: User
) -> None:
    write_count(take, shelf[0].stock_record_id, 8, By(mali))
    count(shelf[0].stock_record_id, 7, By(mali))

    page = desk.get(f"/desk/stock/count/{take.pk}/end/")

    assert page.context["differences"] == []
