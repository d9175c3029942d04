"""Two people at one scale, and a weight that is written while the parcel leaves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from community.people.models import User
from shop.books.audit import audit
from shop.fulfilment.errors import FulfilmentError, MoveRefused, WeighedMeanwhile
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.weighing import Weight, write_weights
from shop.purchases.models import Entry, SellerOrder, SellerOrderLine
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller, make_user
from tests.sold import make_purchase, share_of

ROUNDS = 5
Act = Callable[[], object]


@pytest.fixture
def mali(transactional_db: None) -> User:
    return make_user("mali@example.org")


@pytest.fixture
def order(mali: User) -> SellerOrder:
    fields = {"unit": "kg", "is_weighed": True}
    mangoes = make_listing(make_seller(owner=mali), "120.00", 50_000, **fields)
    return share_of(make_purchase(mangoes, quantity=1000))


def at_once(*acts: Act) -> list[type | None]:
    """Do them at one moment, each on its own connection; return what each raised."""
    start = Barrier(len(acts))

    def do(act: Act) -> type | None:
        start.wait()
        try:
            act()
        except FulfilmentError as error:
            return type(error)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


def weighing(order: SellerOrder, by: User, grams: int, seen: int | None = None) -> Act:
    line_id = SellerOrderLine.objects.get(seller_order=order).pk
    return lambda: write_weights(
        SellerOrder.objects.get(pk=order.pk), {line_id: Weight(grams, seen)}, by
    )


def shipping(order: SellerOrder, by: User) -> Act:
    return lambda: mark_shipped(SellerOrder.objects.get(pk=order.pk), by)


@pytest.mark.django_db(transaction=True)
def test_two_weights_at_once_leave_one_and_tell_the_other(order: SellerOrder, mali: User) -> None:
    weights = (920, 940, 960)

    answers = at_once(*(weighing(order, mali, grams) for grams in weights))

    assert (answers.count(None), answers.count(WeighedMeanwhile)) == (1, 2)
    assert SellerOrderLine.objects.get().weighed_g == weights[answers.index(None)]
    assert Entry.objects.filter(what="weighed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_weight_pressed_twice_is_written_once(order: SellerOrder, mali: User) -> None:
    answers = at_once(*(weighing(order, mali, 930) for _ in range(3)))

    assert answers == [None, None, None]
    assert Entry.objects.filter(what="weighed").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", range(ROUNDS))
def test_a_weight_written_while_it_ships_counts_or_is_refused(
    order: SellerOrder, mali: User, again: int
) -> None:
    weighing(order, mali, 905)()

    written, shipped = at_once(weighing(order, mali, 950, seen=905), shipping(order, mali))

    assert shipped is None
    line = SellerOrderLine.objects.get()
    assert (written, line.quantity) in [(None, 950), (MoveRefused, 905)]
    assert line.weighed_g == line.quantity
    assert Refund.objects.get().amount == (1000 - line.quantity) * line.unit_price / 1000
    assert all(finding.holds for finding in audit(gateway=False))


@pytest.mark.django_db(transaction=True)
def test_four_presses_ship_and_refund_once(order: SellerOrder, mali: User) -> None:
    weighing(order, mali, 900)()

    answers = at_once(*(shipping(order, mali) for _ in range(4)))

    assert answers.count(None) == 1
    assert answers.count(MoveRefused) == 3
    assert Refund.objects.count() == 1
    assert all(finding.holds for finding in audit(gateway=False))
