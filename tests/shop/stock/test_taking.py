from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.stock import taking
from shop.stock.errors import AlreadyCounting, KeyTaken, NotInTheTake, TakeIsOver, TooMuch
from shop.stock.models import Movement, Pending
from shop.stock.moving import By, count, move
from shop.stock.reserving import release
from shop.stock.waiting import take_off_what_is_gone
from tests.shop.stock.shelf_of import counts, lines, order, shelf

pytestmark = pytest.mark.django_db


def test_only_what_was_counted_moves_and_only_at_the_end(malis_shop: Seller, mali: User) -> None:
    first, second = shelf(malis_shop, 5), shelf(malis_shop, 5, slug="other")
    take = taking.start(malis_shop, [first, second], By(mali))

    line = taking.write_count(take, first.pk, 3, By(mali))
    assert counts(first) == (5, 0)

    written = taking.finish(take, By(mali))
    line.refresh_from_db()
    assert (counts(first), counts(second)) == ((3, 0), (5, 0))
    assert written == [line.movement]
    assert lines(first) == [("count", -2, 5, 3)]


def test_sales_go_on_while_it_is_counted(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 9)
    take = taking.start(malis_shop, [record], By(mali))
    move(record.pk, -1, Movement.Why.STALL_SALE, By(mali))
    taking.write_count(take, record.pk, 7, By(mali))
    move(record.pk, -2, Movement.Why.STALL_SALE, By(mali))

    taking.finish(take, By(mali))

    assert counts(record) == (5, 0)


def test_the_later_look_at_the_shelf_holds(malis_shop: Seller, mali: User, somchai: User) -> None:
    record = shelf(malis_shop, 9)
    take = taking.start(malis_shop, [record], By(mali))
    now = timezone.now()
    taking.write_count(take, record.pk, 7, By(mali), counted_at=now)

    earlier = now - timedelta(minutes=5)
    taking.write_count(take, record.pk, 8, By(somchai), counted_at=earlier, key=UUID(int=1))
    taking.finish(take, By(mali))

    assert counts(record) == (7, 0)


def test_fewer_than_are_promised_leave_none_to_buy_and_the_rest_waits(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 9)
    order(record, 5)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 3, By(mali))

    taking.finish(take, By(mali))

    wish = Pending.objects.get()
    assert counts(record) == (5, 5)
    assert (wish.kind, wish.quantity, wish.wanted) == ("short", 2, 3)


def test_a_seller_has_one_at_a_time(malis_shop: Seller, mali: User) -> None:
    take = taking.start(malis_shop, [], By(mali))

    with pytest.raises(AlreadyCounting) as refused:
        taking.start(malis_shop, [], By(mali))

    assert refused.value.stock_take_id == take.pk


def test_one_that_is_over_takes_no_counts(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 9)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 3, By(mali))
    taking.drop(take, By(mali))

    with pytest.raises(TakeIsOver):
        taking.write_count(take, record.pk, 4, By(mali))
    with pytest.raises(TakeIsOver):
        taking.finish(take, By(mali))

    assert counts(record) == (9, 0)


def test_it_refuses_what_is_not_in_it_too_much_and_a_key_of_another_line(
    malis_shop: Seller, mali: User
) -> None:
    first, second = shelf(malis_shop, 5), shelf(malis_shop, 5, slug="other")
    third = shelf(malis_shop, 5, slug="third")
    take = taking.start(malis_shop, [first, second], By(mali))
    taking.write_count(take, first.pk, 5, By(mali), key=UUID(int=4))

    with pytest.raises(NotInTheTake):
        taking.write_count(take, third.pk, 3, By(mali))
    with pytest.raises(TooMuch):
        taking.write_count(take, first.pk, 10**12, By(mali))
    with pytest.raises(KeyTaken):
        taking.write_count(take, second.pk, 5, By(mali), key=UUID(int=4))


def test_a_line_can_be_emptied_again(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 3, By(mali))

    taking.forget_count(take, record.pk)
    taking.finish(take, By(mali))

    assert counts(record) == (5, 0)


def test_more_sold_than_was_counted_leaves_none_and_nothing_waits(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 10)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 2, By(mali))
    move(record.pk, -5, Movement.Why.STALL_SALE, By(mali))

    taking.finish(take, By(mali))
    assert counts(record) == (0, 0)
    assert not Pending.objects.exists()

    move(record.pk, 10, Movement.Why.RESTOCK, By(mali))
    assert counts(record) == (10, 0)


def test_no_more_is_missing_than_is_promised(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    order(record, 3)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 2, By(mali))
    move(record.pk, -5, Movement.Why.STALL_SALE, By(mali))

    taking.finish(take, By(mali))

    assert counts(record) == (3, 3)
    assert Pending.objects.get().quantity == 3


def test_a_count_outside_it_that_came_later_holds(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    take = taking.start(malis_shop, [record], By(mali))
    earlier = timezone.now() - timedelta(minutes=30)
    taking.write_count(take, record.pk, 8, By(mali), counted_at=earlier)
    count(record.pk, 8, By(mali))

    taking.finish(take, By(mali))

    assert lines(record) == [("count", -2, 10, 8), ("count", 0, 8, 8)]
    assert counts(record) == (8, 0)


@pytest.mark.parametrize("why", [Movement.Why.CORRECTION, Movement.Why.IMPORT])
def test_what_only_the_book_was_told_is_not_taken_off_the_count(
    malis_shop: Seller, mali: User, why: Movement.Why
) -> None:
    record = shelf(malis_shop, 10)
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 8, By(mali))
    move(record.pk, -2, why, By(mali))

    taking.finish(take, By(mali))

    assert counts(record) == (8, 0)


def test_what_was_missing_before_the_count_is_not_taken_off_twice(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 5)
    order(record, 5, paid=False)
    take_off_what_is_gone(record.pk, 3, Movement.Why.WASTE, By(mali))
    take = taking.start(malis_shop, [record], By(mali))
    taking.write_count(take, record.pk, 2, By(mali))
    release("A")

    taking.finish(take, By(mali))

    assert counts(record) == (2, 0)
