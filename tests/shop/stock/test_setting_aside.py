from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.stock.errors import BelowHeld, NotEnough
from shop.stock.models import SetAside
from shop.stock.moving import By
from shop.stock.selling import sell_at_stall
from shop.stock.setting_aside import (
    DayIsOver,
    NothingKeptBack,
    give_back,
    give_back_overdue,
    set_aside,
)
from tests.shop.stock.shelf_of import counts, lines, order, shelf

pytestmark = pytest.mark.django_db


def day(after: int = 0) -> date:
    return timezone.localdate() + timedelta(days=after)


def test_what_is_kept_back_cannot_be_bought(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)

    set_aside(record.pk, 4, day(3), "ตลาดนัด", By(mali))

    with pytest.raises(NotEnough):
        order(record, 2)
    assert counts(record) == (5, 4)


def test_it_keeps_back_no_more_than_is_free_and_says_how_much_is(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 5)
    order(record, 3)

    with pytest.raises(NotEnough) as refused:
        set_aside(record.pk, 3, day(), "ตลาดนัด", By(mali))

    assert [(one.wanted, one.left) for one in refused.value.shortages] == [(3, 2)]
    assert counts(record) == (5, 3)


def test_said_again_for_the_same_day_the_new_number_holds(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    set_aside(record.pk, 4, day(), "ตลาดนัด", By(mali))

    kept = set_aside(record.pk, 1, day(), "หน้าวัด", By(mali))

    assert (kept.quantity, kept.place, SetAside.objects.count()) == (1, "หน้าวัด", 1)
    assert counts(record) == (5, 1)


def test_it_refuses_a_day_that_is_over_and_nought(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)

    with pytest.raises(DayIsOver):
        set_aside(record.pk, 1, day(-1), "", By(mali))
    with pytest.raises(NothingKeptBack):
        set_aside(record.pk, 0, day(), "", By(mali))

    assert counts(record) == (5, 0)


def test_it_is_given_back_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    kept = set_aside(record.pk, 4, day(), "", By(mali))

    give_back(kept, By(mali))
    with pytest.raises(NothingKeptBack):
        give_back(kept, By(mali))

    assert counts(record) == (5, 0)


def test_the_day_after_it_is_on_sale_again(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    set_aside(record.pk, 1, day(), "", By(mali))
    yesterday = set_aside(record.pk, 2, day(1), "", By(mali))
    SetAside.objects.filter(pk=yesterday.pk).update(until=day(-1))

    assert give_back_overdue() == 1
    assert give_back_overdue() == 0

    assert counts(record) == (5, 1)


def test_a_stall_sale_takes_what_was_kept_back_for_today_first(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 10)
    kept = set_aside(record.pk, 4, day(), "ตลาดนัด", By(mali))

    sell_at_stall(record.pk, 3, By(mali))

    kept.refresh_from_db()
    assert kept.quantity == 1
    assert counts(record) == (7, 1)
    assert lines(record) == [("stall_sale", -3, 10, 7)]


def test_goods_of_another_day_are_touched_only_where_nothing_else_is(
    malis_shop: Seller, mali: User
) -> None:
    record = shelf(malis_shop, 10)
    kept = set_aside(record.pk, 4, day(2), "ตลาดนัด", By(mali))

    sell_at_stall(record.pk, 6, By(mali))
    kept.refresh_from_db()
    assert kept.quantity == 4

    sell_at_stall(record.pk, 3, By(mali))
    kept.refresh_from_db()
    assert kept.quantity == 1
    assert counts(record) == (1, 1)


def test_a_stall_sale_leaves_what_buyers_were_promised(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    order(record, 3)
    kept = set_aside(record.pk, 2, day(), "", By(mali))

    with pytest.raises(BelowHeld):
        sell_at_stall(record.pk, 3, By(mali))

    kept.refresh_from_db()
    assert (kept.quantity, counts(record)) == (2, (5, 5))


def test_a_stall_sale_that_is_sent_twice_happens_once(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 5)
    kept = set_aside(record.pk, 4, day(), "", By(mali))

    for _ in range(2):
        sell_at_stall(record.pk, 2, By(mali), key=UUID(int=9))

    kept.refresh_from_db()
    assert (kept.quantity, counts(record)) == (2, (3, 2))
