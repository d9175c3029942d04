"""Two at once on one shelf: real connections, and a control without the guard."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.stock.errors import StockError
from shop.stock.models import Movement
from shop.stock.moving import By, Change, count, move, move_many
from shop.stock.reserving import Wanted, reserve
from shop.stock.selling import sell_at_stall
from shop.stock.setting_aside import set_aside
from tests.cast import make_seller, make_user
from tests.shop.stock.shelf_of import counts, shelf

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def all_at_once(acts: list[Callable[[], object]]) -> int:
    """Do them at the same moment, each on a connection of its own; return how many went well."""
    start = Barrier(len(acts))

    def do(act: Callable[[], object]) -> bool:
        start.wait()
        try:
            act()
        except StockError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(acts)) as people:
        return sum(people.map(do, acts))


def test_stall_shop_market_day_and_waste_never_share_a_piece() -> None:
    mali = make_user("mali@example.org")
    record = shelf(make_seller(owner=mali), 4)
    soon = timezone.now() + timedelta(minutes=15)
    acts: list[Callable[[], object]] = [
        lambda: sell_at_stall(record.pk, 3, By(mali)),
        lambda: reserve("A", [Wanted(record.pk, 3)], soon),
        lambda: set_aside(record.pk, 3, timezone.localdate(), "", By(mali)),
        lambda: move(record.pk, -3, Movement.Why.WASTE, By(mali)),
    ]

    well = all_at_once(acts)

    on_hand, held = counts(record)
    assert well >= 1
    assert on_hand - held in {0, 1}


def test_one_key_that_is_sent_by_four_tabs_moves_once() -> None:
    mali = make_user("mali@example.org")
    record = shelf(make_seller(owner=mali), 9)

    well = all_at_once([lambda: sell_at_stall(record.pk, 2, By(mali), key=UUID(int=1))] * AT_ONCE)

    assert well == AT_ONCE
    assert counts(record) == (7, 0)


def test_a_count_and_a_file_and_sales_leave_a_book_without_a_gap() -> None:
    mali = make_user("mali@example.org")
    seller = make_seller(owner=mali)
    first, second = shelf(seller, 9), shelf(seller, 9, slug="other")
    many = [Change(second.pk, 1), Change(first.pk, 1)]
    acts: list[Callable[[], object]] = [
        lambda: count(first.pk, 8, By(mali)),
        lambda: move_many(many, Movement.Why.IMPORT, By(mali), "1"),
        lambda: move_many(many[::-1], Movement.Why.IMPORT, By(mali), "2"),
        lambda: sell_at_stall(second.pk, 2, By(mali)),
    ]

    assert all_at_once(acts) == len(acts)

    assert counts(second) == (9, 0)
    counts(first)


def test_without_the_lock_two_sales_are_one() -> None:
    """The control: read, then write what was read, as no code of ours does."""
    record = shelf(make_seller(owner=make_user("mali@example.org")), 9)
    read = Barrier(2)

    def careless() -> None:
        seen = StockRecord.objects.get(pk=record.pk).num_in_stock
        read.wait()
        StockRecord.objects.filter(pk=record.pk).update(num_in_stock=seen - 2)

    all_at_once([careless, careless])

    record.refresh_from_db()
    assert record.num_in_stock == 7
