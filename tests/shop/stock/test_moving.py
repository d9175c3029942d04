from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.stock.errors import BelowHeld, KeyTaken, ManyBelowHeld, NothingMoves, TooMuch
from shop.stock.models import Movement
from shop.stock.moving import By, Change, Sums, count, move, move_many, sums
from shop.stock.selling import sell_at_stall
from shop.stock.setting_aside import set_aside
from tests.shop.stock.shelf_of import counts, lines, order, shelf

pytestmark = pytest.mark.django_db
Why = Movement.Why
KEY = UUID(int=7)


def test_a_movement_says_who_why_before_and_after(
    malis_shop: Seller, mali: User, somchai: User
) -> None:
    record = shelf(malis_shop, 5)

    movement = move(record.pk, -2, Why.WASTE, By(somchai, mali), note="หนูกัด")

    assert (movement.before, movement.change, movement.after) == (5, -2, 3)
    assert (movement.actor, movement.owner, movement.note) == (somchai, mali, "หนูกัด")
    assert counts(record) == (3, 0)


def test_it_refuses_to_go_below_what_is_held_and_says_both(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    order(record, 3)

    with pytest.raises(BelowHeld) as refused:
        move(record.pk, -3, Why.WASTE, By(mali))

    assert (refused.value.on_hand, refused.value.held, refused.value.wanted) == (5, 3, 2)
    assert counts(record) == (5, 3)
    assert lines(record) == []


def test_a_key_that_comes_twice_moves_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)

    first = move(record.pk, -2, Why.GIFT, By(mali), key=KEY)
    second = move(record.pk, -2, Why.GIFT, By(mali), key=KEY)

    assert first == second
    assert counts(record) == (3, 0)


def test_a_key_is_for_one_thing_only(malis_shop: Seller, mali: User) -> None:
    record, other = shelf(malis_shop, 5), shelf(malis_shop, 5, slug="other")
    move(record.pk, -2, Why.GIFT, By(mali), key=KEY)

    with pytest.raises(KeyTaken):
        move(other.pk, -2, Why.GIFT, By(mali), key=KEY)

    assert counts(other) == (5, 0)


@pytest.mark.parametrize(("change", "error"), [(0, NothingMoves), (10**12, TooMuch)])
def test_it_refuses_nothing_and_too_much(
    malis_shop: Seller, mali: User, change: int, error: type[Exception]
) -> None:
    record = shelf(malis_shop, 5)

    with pytest.raises(error):
        move(record.pk, change, Why.CORRECTION, By(mali))

    assert counts(record) == (5, 0)


def test_a_line_of_the_book_is_never_edited(malis_shop: Seller, mali: User) -> None:
    movement = move(shelf(malis_shop, 5).pk, -2, Why.WASTE, By(mali))

    with pytest.raises(DatabaseError), transaction.atomic():
        Movement.objects.filter(pk=movement.pk).update(change=-1)
    with pytest.raises(DatabaseError), transaction.atomic():
        movement.delete()

    assert Movement.objects.get(pk=movement.pk).change == -2


def test_what_was_sold_after_the_count_stays_sold(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 9)
    moment = timezone.now()
    move(record.pk, -2, Why.STALL_SALE, By(mali))

    count(record.pk, 8, By(mali), counted_at=moment)

    assert lines(record) == [("stall_sale", -2, 9, 7), ("count", -1, 7, 6)]
    assert counts(record) == (6, 0)


def test_a_count_that_finds_nothing_wrong_is_written_down_too(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 5)

    count(record.pk, 5, By(mali))

    assert lines(record) == [("count", 0, 5, 5)]


def test_a_sale_told_of_after_a_later_count_is_not_lost_twice(
    malis_shop: Seller, mali: User
) -> None:
    """Three are sold at ten, seven counted at eleven; the sale's telephone finds a line at noon."""
    record = shelf(malis_shop, 10)
    ten = timezone.now() - timedelta(hours=2)
    count(record.pk, 7, By(mali), counted_at=ten + timedelta(hours=1))

    sell_at_stall(record.pk, 3, By(mali), happened_at=ten)

    assert lines(record)[1:] == [("correction", 3, 7, 10), ("stall_sale", -3, 10, 7)]
    assert counts(record) == (7, 0)


def test_many_are_written_or_none(malis_shop: Seller, mali: User) -> None:
    first, second = shelf(malis_shop, 5), shelf(malis_shop, 5, slug="other")
    order(second, 3)

    with pytest.raises(ManyBelowHeld) as refused:
        move_many([Change(first.pk, 4), Change(second.pk, on_hand=1)], Why.IMPORT, By(mali), "7")

    assert [(one.stock_record_id, one.held) for one in refused.value.refused] == [(second.pk, 3)]
    assert (counts(first), counts(second)) == ((5, 0), (5, 3))


def test_many_are_written_at_once_and_what_stays_is_left_out(
    malis_shop: Seller, mali: User
) -> None:
    first, second = shelf(malis_shop, 5), shelf(malis_shop, 5, slug="other")
    changes = [Change(second.pk, on_hand=5), Change(first.pk, on_hand=12)]

    written = move_many(changes, Why.IMPORT, By(mali), "import 7")

    assert [(line.stock_record_id, line.change) for line in written] == [(first.pk, 7)]
    assert written[0].reference == "import 7"
    assert (counts(first), counts(second)) == ((12, 0), (5, 0))


def test_many_ask_no_more_than_few(malis_shop: Seller, mali: User) -> None:
    records = [shelf(malis_shop, 5, slug=f"thing-{n}") for n in range(12)]

    def asked(some: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            move_many([Change(one.pk, 1) for one in records[:some]], Why.IMPORT, By(mali), "7")
        return len(queries)

    assert asked(2) == asked(12)


def test_the_sums_tell_reserved_from_kept_back(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    order(record, 3)
    set_aside(record.pk, 2, timezone.localdate(), "ตลาดนัด", By(mali))

    assert sums([record.pk]) == {record.pk: Sums(10, 3, 2, 5)}
    assert sums(malis_shop.pk) == {record.pk: Sums(10, 3, 2, 5)}


def test_a_count_told_of_after_a_later_one_changes_nothing(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    earlier = timezone.now() - timedelta(hours=1)
    count(record.pk, 8, By(mali))

    count(record.pk, 9, By(mali), counted_at=earlier)

    assert lines(record) == [("count", -2, 10, 8), ("count", 0, 8, 8)]
