"""Stock lowered below what is promised: "after open orders", and goods that are gone already."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.stock.models import Movement, Pending
from shop.stock.moving import By, count, move
from shop.stock.reserving import consume, release
from shop.stock.waiting import (
    WishIsOver,
    after_open_orders,
    give_up,
    take_off_what_is_gone,
    waiting_for,
)
from tests.shop.stock.shelf_of import counts, order, shelf

pytestmark = pytest.mark.django_db
Why = Movement.Why


def test_so_many_are_there_once_the_open_orders_have_left(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    order(record, 5)

    wish = after_open_orders(record.pk, 2, By(mali))
    assert counts(record) == (7, 5)  # what is free beyond two is off at once

    consume("A", [record.pk])
    wish.refresh_from_db()
    assert counts(record) == (2, 0)
    assert wish.state == "done"


def test_what_comes_back_from_an_open_order_is_not_sold_again(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 10)
    order(record, 3, "A")
    order(record, 2, "B", paid=False)
    wish = after_open_orders(record.pk, 2, By(mali))

    release("B")
    assert counts(record) == (5, 3)

    consume("A", [record.pk])
    wish.refresh_from_db()
    assert counts(record) == (2, 0)
    assert wish.state == "done"


@pytest.mark.parametrize("first", ["A", "B"])
def test_it_ends_at_the_same_number_whatever_comes_first(
    malis_shop: Seller, mali: User, first: str
) -> None:
    record = shelf(malis_shop, 6)
    order(record, 2, "A")
    order(record, 3, "B", paid=False)
    after_open_orders(record.pk, 3, By(mali))

    for name in sorted("AB", key=lambda name: name != first):
        consume(name, [record.pk]) if name == "A" else release(name)

    assert counts(record) == (3, 0)


def test_new_orders_do_not_concern_it(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 4, "A")
    wish = after_open_orders(record.pk, 2, By(mali))
    order(record, 2, "B", paid=False)

    release("B")
    assert counts(record) == (6, 4)

    consume("A", [record.pk])
    wish.refresh_from_db()
    assert (counts(record), wish.state) == ((2, 0), "done")


def test_where_nothing_is_open_it_is_done_at_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)

    wish = after_open_orders(record.pk, 2, By(mali))

    assert (counts(record), wish.state) == ((2, 0), "done")


def test_a_newer_figure_replaces_the_older(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 5)
    older = after_open_orders(record.pk, 1, By(mali))

    newer = after_open_orders(record.pk, 0, By(mali))

    older.refresh_from_db()
    assert older.state == "dropped"
    assert waiting_for([record.pk]) == {record.pk: [newer]}
    assert counts(record) == (5, 5)


def test_a_wish_is_given_up_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 5)
    wish = after_open_orders(record.pk, 1, By(mali))

    give_up(wish)
    with pytest.raises(WishIsOver):
        give_up(wish)

    assert waiting_for([record.pk]) == {}


def test_goods_that_are_gone_are_not_sold_and_the_rest_waits(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 6)
    order(record, 5, paid=False)

    wish = take_off_what_is_gone(record.pk, 3, Why.STALL_SALE, By(mali))
    assert counts(record) == (5, 5)
    assert isinstance(wish, Pending)
    assert wish.quantity == 2

    release("A")
    wish.refresh_from_db()
    assert (counts(record), wish.state) == ((3, 0), "done")
    assert Movement.objects.filter(why="stall_sale").count() == 2


def test_new_goods_fill_the_gap_before_they_are_sold(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 6)
    take_off_what_is_gone(record.pk, 2, Why.WASTE, By(mali))

    move(record.pk, 5, Why.RESTOCK, By(mali))

    assert counts(record) == (9, 6)
    assert waiting_for([record.pk]) == {}


def test_orders_that_left_all_the_same_had_their_goods(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 6)
    wish = take_off_what_is_gone(record.pk, 2, Why.WASTE, By(mali))
    assert isinstance(wish, Pending)

    consume("A", [record.pk])

    wish.refresh_from_db()
    assert (counts(record), wish.state) == ((0, 0), "done")


def test_a_count_knows_better(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 6)
    take_off_what_is_gone(record.pk, 2, Why.WASTE, By(mali))

    count(record.pk, 9, By(mali))

    assert counts(record) == (9, 6)
    assert Pending.objects.get().state == "dropped"


def test_gone_goods_that_are_told_of_twice_go_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 4)

    for _ in range(2):
        take_off_what_is_gone(record.pk, 3, Why.STALL_SALE, By(mali), key=UUID(int=3))

    assert [wish.quantity for wish in Pending.objects.all()] == [1]
    assert counts(record) == (4, 4)


def test_nothing_waits_where_everything_was_free(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)

    done = take_off_what_is_gone(record.pk, 3, Why.STALL_SALE, By(mali))

    assert isinstance(done, Movement)
    assert waiting_for([record.pk]) == {}
    assert counts(record) == (3, 0)


def test_goods_that_are_gone_keep_the_moment_they_went(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 5, paid=False)
    moment = timezone.now() - timedelta(hours=2)

    take_off_what_is_gone(record.pk, 3, Why.STALL_SALE, By(mali), happened_at=moment)
    release("A")

    sales = Movement.objects.filter(why="stall_sale")
    assert list(sales.values_list("change", "happened_at")) == [(-1, moment), (-2, moment)]


def test_goods_that_went_before_a_count_are_not_lost_twice(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 6)
    order(record, 5)
    moment = timezone.now() - timedelta(hours=2)
    count(record.pk, 5, By(mali))

    take_off_what_is_gone(record.pk, 1, Why.STALL_SALE, By(mali), happened_at=moment)

    assert counts(record) == (5, 5)
    assert waiting_for([record.pk]) == {}
