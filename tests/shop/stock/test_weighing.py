from __future__ import annotations

from typing import Any

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.weighing import Weight, write_weights
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.stock.models import Movement, Pending
from shop.stock.moving import By
from shop.stock.reserving import release
from shop.stock.waiting import after_open_orders, take_off_what_is_gone
from tests.cast import make_listing, variant_of
from tests.shop.stock.shelf_of import counts, order
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


def make_mangoes(seller: Seller, grams: int) -> Listing:
    fields: dict[str, Any] = {"unit": "kg", "is_weighed": True, "weight_limit_percent": 10}
    return make_listing(seller, "120.00", grams, slug="mangoes", **fields)


def send_while_missing(mangoes: Listing, gone: int, grams: int, by: User) -> StockRecord:
    """Return the stock record: of two kilograms ordered, one has left, the other ended unpaid."""
    record = variant_of(mangoes).stock_record
    share = share_of(make_purchase(mangoes, quantity=1000))
    order(record, 1000, "B", paid=False)
    take_off_what_is_gone(record.pk, gone, Movement.Why.WASTE, By(by))
    write_weights(share, {share.lines.get().pk: Weight(grams)}, by)
    mark_shipped(share, by)
    counts(record)
    release("B")
    return record


@pytest.mark.parametrize(("grams", "left"), [(900, 600), (1000, 500), (1001, 499), (1100, 400)])
def test_what_is_missing_stays_missing_whatever_one_order_weighs(
    malis_shop: Seller, mali: User, grams: int, left: int
) -> None:
    mangoes = make_mangoes(malis_shop, 3000)

    record = send_while_missing(mangoes, 1500, grams, mali)

    assert counts(record) == (left, 0)
    assert not Pending.objects.filter(state="waiting").exists()


def test_more_than_the_book_believed_in_ends_with_nothing_left(
    malis_shop: Seller, mali: User
) -> None:
    mangoes = make_mangoes(malis_shop, 2000)

    record = send_while_missing(mangoes, 1950, 1080, mali)

    assert counts(record) == (0, 0)
    assert not Pending.objects.filter(state="waiting").exists()


def test_what_lighter_goods_leave_is_off_sale_too_after_open_orders(
    malis_shop: Seller, mali: User
) -> None:
    mangoes = make_mangoes(malis_shop, 1000)
    record = variant_of(mangoes).stock_record
    share = share_of(make_purchase(mangoes, quantity=1000))
    after_open_orders(record.pk, 0, By(mali))

    write_weights(share, {share.lines.get().pk: Weight(900)}, mali)
    mark_shipped(share, mali)

    assert counts(record) == (0, 0)
    assert Pending.objects.get().state == "done"


def test_what_lighter_goods_leave_stays_for_sale_as_far_as_it_was_wished(
    malis_shop: Seller, mali: User
) -> None:
    mangoes = make_mangoes(malis_shop, 1000)
    record = variant_of(mangoes).stock_record
    share = share_of(make_purchase(mangoes, quantity=1000))
    after_open_orders(record.pk, 60, By(mali))

    write_weights(share, {share.lines.get().pk: Weight(900)}, mali)
    mark_shipped(share, mali)

    assert counts(record) == (60, 0)
