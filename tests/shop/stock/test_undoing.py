"""A line that is taken back: only what no count has seen, and with what was kept back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.stock import taking
from shop.stock.errors import CannotUndo
from shop.stock.models import Movement, SetAside
from shop.stock.moving import By, Change, count, move, move_many
from shop.stock.selling import sell_at_stall
from shop.stock.setting_aside import set_aside
from shop.stock.undoing import undo, undoable
from tests.shop.stock.shelf_of import counts, lines, shelf

pytestmark = pytest.mark.django_db
Why = Movement.Why


def test_what_a_count_has_seen_is_not_taken_back(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    sale = sell_at_stall(record.pk, 3, By(mali))
    count(record.pk, 10, By(mali))

    with pytest.raises(CannotUndo):
        undo(sale, By(mali))

    assert counts(record) == (10, 0)


def test_what_a_file_has_said_is_not_taken_back(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    sale = sell_at_stall(record.pk, 3, By(mali))
    move_many([Change(record.pk, on_hand=10)], Why.IMPORT, By(mali))

    assert undoable([sale]) == set()


def test_a_sale_told_of_after_its_count_and_its_twin_stay(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    earlier = timezone.now() - timedelta(minutes=5)
    count(record.pk, 7, By(mali))
    sell_at_stall(record.pk, 3, By(mali), happened_at=earlier)

    book = list(Movement.objects.filter(stock_record=record))

    assert [line.why for line in book] == ["opening", "count", "correction", "stall_sale"]
    assert undoable(book) == set()


def test_the_book_s_own_corrections_stay(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)

    weighed = move(record.pk, 1, Why.CORRECTION, By(mali), reference="P-1")
    typed = move(record.pk, 1, Why.CORRECTION, By(mali))

    assert undoable([weighed, typed]) == {typed.pk}


def test_a_sale_after_the_count_goes_back(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    count(record.pk, 7, By(mali))
    sale = sell_at_stall(record.pk, 3, By(mali))

    first, again = undo(sale, By(mali)), undo(sale, By(mali))

    assert counts(record) == (7, 0)
    assert (first.pk, again.is_repeat) == (again.pk, True)


def test_a_shelf_that_was_counted_meanwhile_keeps_its_count(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    take = taking.start(malis_shop, [record], By(mali))
    sale = sell_at_stall(record.pk, 3, By(mali))  # a slip of the finger: ten lie there
    taking.write_count(take, record.pk, 10, By(mali))

    undo(sale, By(mali))
    taking.finish(take, By(mali))

    assert counts(record) == (10, 0)


def test_what_was_kept_back_is_kept_back_again(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    today = timezone.localdate()
    set_aside(record.pk, 2, today, "", By(mali))
    set_aside(record.pk, 6, today + timedelta(days=1), "", By(mali))
    sale = sell_at_stall(record.pk, 5, By(mali))
    assert counts(record) == (5, 5)

    undo(sale, By(mali))

    assert counts(record) == (10, 8)
    kept = SetAside.objects.order_by("until").values_list("state", "quantity")
    assert list(kept) == [("open", 2), ("open", 6)]


def test_a_market_day_that_is_over_stays_over(malis_shop: Seller, mali: User) -> None:
    record = shelf(malis_shop, 10)
    kept = set_aside(record.pk, 4, timezone.localdate(), "", By(mali))
    sale = sell_at_stall(record.pk, 4, By(mali))
    SetAside.objects.filter(pk=kept.pk).update(until=timezone.localdate() - timedelta(days=1))

    undo(sale, By(mali))

    assert counts(record) == (10, 0)
    assert lines(record) == [("stall_sale", -4, 10, 6), ("stall_sale", 4, 6, 10)]
