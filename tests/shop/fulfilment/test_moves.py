from __future__ import annotations

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.models import Shipment
from shop.fulfilment.moves import GoodsNotHeld, MoveRefused, mark_packed, mark_shipped
from shop.notify.models import Message
from shop.partner.models import StockRecord
from shop.purchases.models import Entry, Purchase, SellerOrder
from shop.stock.models import Reservation
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase, share_of

State = SellerOrder.State


@pytest.fixture
def to_pack(malis_shop: Seller) -> SellerOrder:
    return share_of(
        make_purchase(make_listing(malis_shop, stock=5), quantity=2, number="AAAA-2222")
    )


def test_it_packs(to_pack: SellerOrder, mali: User) -> None:
    mark_packed(to_pack, mali)

    to_pack.refresh_from_db()
    assert to_pack.state == State.PACKED
    assert to_pack.packed_at is not None
    entry = Entry.objects.get(seller_order=to_pack)
    assert (entry.what, entry.actor, entry.purchase) == ("packed", mali, to_pack.purchase)


def test_it_ships_and_takes_the_goods_off_the_shelf(to_pack: SellerOrder, mali: User) -> None:
    mark_packed(to_pack, mali)

    mark_shipped(to_pack, mali, "thailand_post", "EF582568151TH")

    to_pack.refresh_from_db()
    assert to_pack.state == State.SHIPPED
    shipment = to_pack.shipment
    assert (shipment.carrier, shipment.tracking_number) == ("thailand_post", "EF582568151TH")
    assert shipment.shipped_by == mali
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert Reservation.objects.get().state == Reservation.State.CONSUMED
    assert Message.objects.get().key == "order_shipped:AAAA-2222-1:buyer"


def test_it_ships_what_nobody_marked_as_packed(to_pack: SellerOrder, mali: User) -> None:
    mark_shipped(to_pack, mali, "flash", "TH0123456789")

    to_pack.refresh_from_db()
    assert to_pack.packed_at == to_pack.shipped_at


def test_the_history_names_carrier_and_number(to_pack: SellerOrder, mali: User) -> None:
    mark_shipped(to_pack, mali, "flash", "TH0123456789")

    entry = Entry.objects.get(what="shipped")
    assert entry.detail == {"carrier": "flash", "tracking_number": "TH0123456789"}


def test_the_goods_of_another_seller_stay_where_they_are(malis_shop: Seller, mali: User) -> None:
    theirs = make_listing(make_seller("krit"), stock=4, slug="other")
    purchase = make_purchase(make_listing(malis_shop, stock=5), theirs)

    mark_shipped(purchase.seller_orders.get(seller=malis_shop), mali)

    record = theirs.variants.get().stock_record
    assert (record.num_in_stock, record.num_allocated) == (4, 1)
    assert purchase.seller_orders.exclude(seller=malis_shop).get().state == State.TO_PACK


@pytest.mark.parametrize("state", [Purchase.State.AWAITING_PAYMENT, Purchase.State.EXPIRED])
def test_it_refuses_to_pack_what_is_not_paid(state: str, malis_shop: Seller, mali: User) -> None:
    seller_order = share_of(make_purchase(make_listing(malis_shop), state=state))

    with pytest.raises(MoveRefused) as refused:
        mark_packed(seller_order, mali)

    assert refused.value.state == seller_order.state
    assert not Entry.objects.exists()


def test_it_refuses_to_ship_twice(to_pack: SellerOrder, mali: User) -> None:
    mark_shipped(to_pack, mali, "flash", "TH0123456789")

    with pytest.raises(MoveRefused) as refused:
        mark_shipped(to_pack, mali, "flash", "TH9876543210")

    assert refused.value.state == State.SHIPPED
    assert Shipment.objects.get().tracking_number == "TH0123456789"
    assert StockRecord.objects.get().num_in_stock == 3


def test_nothing_moves_when_the_stock_is_not_there(to_pack: SellerOrder, mali: User) -> None:
    # Books that are wrong: held for this purchase, and not counted as held.
    StockRecord.objects.update(num_allocated=0)

    with pytest.raises(GoodsNotHeld):
        mark_shipped(to_pack, mali)

    to_pack.refresh_from_db()
    assert to_pack.state == State.TO_PACK
    assert not Shipment.objects.exists()
    assert not Message.objects.exists()
