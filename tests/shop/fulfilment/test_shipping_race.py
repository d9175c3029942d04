from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from community.people.models import User
from shop.fulfilment.models import Shipment
from shop.fulfilment.moves import MoveRefused, mark_shipped
from shop.notify.models import Message
from shop.partner.models import StockRecord
from shop.purchases.models import Entry, SellerOrder
from tests.cast import make_listing, make_seller, make_user
from tests.sold import make_purchase, share_of

PRESSES = 4


@pytest.mark.django_db(transaction=True)
def test_four_presses_at_once_ship_once() -> None:
    mali = make_user("mali@example.org")
    listing = make_listing(make_seller(owner=mali), stock=5)
    seller_order = share_of(make_purchase(listing, quantity=2))
    start = Barrier(PRESSES)

    def press(_: int) -> bool:
        start.wait()
        return ships(seller_order.pk, mali)

    with ThreadPoolExecutor(PRESSES) as people:
        answers = sorted(people.map(press, range(PRESSES)))

    assert answers == [False, False, False, True]
    assert Shipment.objects.count() == 1
    assert Entry.objects.filter(what="shipped").count() == 1
    assert Message.objects.count() == 1
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (3, 0)


def ships(pk: int, actor: User) -> bool:
    try:
        mark_shipped(SellerOrder.objects.get(pk=pk), actor, "flash", "TH0123456789")
    except MoveRefused:
        return False
    finally:
        connections.close_all()
    return True
