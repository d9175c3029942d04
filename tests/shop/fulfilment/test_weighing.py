from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.fulfilment.errors import (
    MoveRefused,
    NotWeighed,
    WeighedMeanwhile,
    WeightOutOfLimit,
)
from shop.fulfilment.moves import mark_packed, mark_shipped
from shop.fulfilment.weighing import Weight, write_weights
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.purchases.models import Entry, Purchase, SellerOrder
from shop.refunds.models import Refund
from shop.stock.models import Movement, Reservation
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase, share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mangoes(malis_shop: Seller) -> Listing:
    return make_mangoes(malis_shop)


def make_mangoes(seller: Seller, grams: int = 5000) -> Listing:
    fields: dict[str, Any] = {"unit": "kg", "is_weighed": True, "weight_limit_percent": 10}
    return make_listing(seller, "119.99", grams, slug="mangoes", **fields)


def weigh(order: SellerOrder, by: User, grams: int, seen: int | None = None) -> None:
    write_weights(order, {order.lines.get().pk: Weight(grams, seen)}, by)


def broken() -> dict[str, list[Any]]:
    return {one.promise.name: one.rows for one in audit(gateway=False) if not one.holds}


def amounts(purchase: Purchase) -> tuple[Decimal, Decimal, Decimal]:
    fresh = Purchase.objects.get(pk=purchase.pk)
    return fresh.goods, fresh.delivery, fresh.total


def test_lighter_goods_cost_less_and_the_difference_is_due_back(
    mangoes: Listing, mali: User
) -> None:
    purchase = make_purchase(mangoes, quantity=1000)
    order = share_of(purchase)
    SellerOrder.objects.update(vat_percent="7.00", vat="10.47")

    weigh(order, mali, 905)
    mark_packed(order, mali)
    mark_shipped(SellerOrder.objects.get(pk=order.pk), mali)

    assert amounts(purchase) == (Decimal("108.59"), Decimal("40.00"), Decimal("148.59"))
    order.refresh_from_db()
    assert (order.total, order.vat) == (Decimal("148.59"), Decimal("9.72"))
    assert order.commission == Decimal("5.43")
    due = Refund.objects.get()
    assert (due.amount, due.reason, due.seller_order) == (Decimal("11.40"), "weight", order)
    oscars = order.purchase.order
    assert oscars.total_incl_tax == Decimal("148.59")
    assert oscars.lines.get().line_price_incl_tax == Decimal("108.59")
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (4095, 0)
    assert broken() == {}


def test_heavier_goods_are_a_gift(mangoes: Listing, mali: User) -> None:
    purchase = make_purchase(mangoes, quantity=1000)
    order = share_of(purchase)

    weigh(order, mali, 1100)
    mark_shipped(order, mali)

    line = order.lines.get()
    assert (line.quantity, line.goods, line.heavier_by) == (1100, Decimal("119.99"), 100)
    assert amounts(purchase)[2] == Decimal("159.99")
    assert not Refund.objects.exists()
    assert StockRecord.objects.get().num_in_stock == 3900
    assert broken() == {}


def test_what_was_ordered_exactly_changes_nothing(mangoes: Listing, mali: User) -> None:
    purchase = make_purchase(mangoes, quantity=1500)
    order = share_of(purchase)

    weigh(order, mali, 1500)
    mark_shipped(order, mali)

    assert amounts(purchase)[0] == Decimal("179.99")  # 179.985, rounded half up
    assert not Refund.objects.exists()
    assert broken() == {}


@pytest.mark.parametrize("grams", [899, 1101, 0, 100_000])
def test_it_refuses_a_weight_beyond_what_was_said_at_sale(
    mangoes: Listing, mali: User, grams: int
) -> None:
    order = share_of(make_purchase(mangoes, quantity=1000))

    with pytest.raises(WeightOutOfLimit):
        weigh(order, mali, grams)

    assert order.lines.get().weighed_g is None


def test_nothing_is_packed_or_sent_without_its_weight(mangoes: Listing, mali: User) -> None:
    order = share_of(make_purchase(mangoes, quantity=1000))

    with pytest.raises(NotWeighed):
        mark_packed(order, mali)
    with pytest.raises(NotWeighed):
        mark_shipped(order, mali)

    assert SellerOrder.objects.get().state == "to_pack"
    assert broken() == {}


def test_a_weight_can_be_put_right_until_it_leaves(mangoes: Listing, mali: User) -> None:
    purchase = make_purchase(mangoes, quantity=1000)
    order = share_of(purchase)
    weigh(order, mali, 905)
    mark_packed(order, mali)
    assert broken() == {}

    weigh(order, mali, 950, seen=905)
    mark_shipped(order, mali)

    assert Refund.objects.get().amount == Decimal("6.00")
    assert Entry.objects.filter(what="weighed").count() == 2
    with pytest.raises(MoveRefused):
        weigh(order, mali, 980, seen=950)
    assert broken() == {}


def test_somebody_who_was_faster_is_not_overwritten(mangoes: Listing, mali: User) -> None:
    order = share_of(make_purchase(mangoes, quantity=1000))
    weigh(order, mali, 905)

    with pytest.raises(WeighedMeanwhile) as faster:
        weigh(order, mali, 950)

    assert faster.value.lines[0].weighed_g == 905
    weigh(order, mali, 905)  # pressed twice: the same weight says nothing new
    assert Entry.objects.filter(what="weighed").count() == 1


def test_what_is_on_the_scale_is_there_whatever_the_book_says(
    malis_shop: Seller, mali: User
) -> None:
    mangoes = make_mangoes(malis_shop, 2000)
    order, other = (share_of(make_purchase(mangoes, quantity=1000)) for _ in range(2))

    weigh(order, mali, 1080)
    mark_shipped(order, mali)

    whys = list(Movement.objects.order_by("pk").values_list("why", "change"))
    assert whys == [("opening", 2000), ("correction", 80), ("sale", -1080)]
    assert Reservation.objects.get(reference=other.purchase.number).quantity == 1000
    assert broken() == {}


def test_what_is_free_is_taken_before_the_book_is_put_right(malis_shop: Seller, mali: User) -> None:
    mangoes = make_mangoes(malis_shop, 1030)
    order = share_of(make_purchase(mangoes, quantity=1000))

    weigh(order, mali, 1080)
    mark_shipped(order, mali)

    whys = list(Movement.objects.order_by("pk").values_list("why", "change"))
    assert whys == [("opening", 1030), ("correction", 50), ("sale", -1080)]
    assert broken() == {}


def test_goods_made_to_order_are_weighed_too(malis_shop: Seller, mali: User) -> None:
    cake = make_listing(
        malis_shop, "400.00", 0, made_to_order_days=3, is_weighed=True, unit="kg", slug="cake"
    )
    purchase = make_purchase(cake, quantity=2000)

    weigh(share_of(purchase), mali, 1900)
    mark_shipped(share_of(purchase), mali)

    assert amounts(purchase)[0] == Decimal("760.00")
    assert not Movement.objects.exists()
    assert broken() == {}


def test_each_seller_of_a_purchase_weighs_for_itself(mali: User, malis_shop: Seller) -> None:
    pots = make_listing(make_seller("potter"), "250.00", 5000, slug="pots")
    purchase = make_purchase(make_mangoes(malis_shop), pots, quantity=1000)
    order = purchase.seller_orders.get(seller=malis_shop)

    weigh(order, mali, 900)
    mark_shipped(order, mali)

    assert amounts(purchase)[2] == Decimal("250187.99")
    assert Refund.objects.get().amount == Decimal("12.00")
    assert broken() == {}
