"""A buyer calls off what would be paid at the door."""

from __future__ import annotations

import pytest
from django.test import Client

from community.channels.models import Notice
from community.people.models import User
from shop.fulfilment.calling_off import call_off
from shop.fulfilment.errors import MoveRefused
from shop.fulfilment.moves import mark_packed
from shop.purchases.models import Entry, Purchase, SellerOrder
from shop.refunds.models import Refund
from shop.stock.models import Reservation
from tests.books import the_books_agree
from tests.cast import make_listing, make_seller, make_user
from tests.shop.fulfilment.agreed import agreed, agreed_of_two
from tests.shop.refunds.paid import paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db
BUTTON = "ยกเลิกกับร้านนี้"


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ")


@pytest.fixture
def share(mali: User) -> SellerOrder:
    return agreed(mali)


def opened(client: Client, share: SellerOrder) -> str:
    """Open the buyer's page by the link of the letter."""
    purchase = share.purchase
    address = f"{purchase.get_absolute_url()}?t={purchase.token}"
    return client.get(address, follow=True).content.decode()


def test_the_goods_are_on_the_shelf_again_and_the_shop_is_told(
    share: SellerOrder, mali: User
) -> None:
    call_off(share, None)

    record = share.lines.get().stock_record
    assert Purchase.objects.get().state == "cancelled"
    assert Reservation.objects.get().state == "released"
    assert (record.num_in_stock, record.num_allocated or 0) == (10, 0)
    assert [(one.kind, one.user) for one in Notice.objects.all()] == [("order_called_off", mali)]
    assert Entry.objects.filter(what="share_called_off", seller_order=share).exists()
    assert not Refund.objects.exists()
    the_books_agree()


def test_what_is_packed_goes_on_its_way(share: SellerOrder, mali: User) -> None:
    mark_packed(share, mali)

    with pytest.raises(MoveRefused):
        call_off(share, None)

    assert not Notice.objects.filter(kind="order_called_off").exists()


def test_what_is_paid_is_asked_of_the_shop(mali: User) -> None:
    shop = make_seller("paid", owner=mali)
    share = share_of(paid_purchase(make_listing(shop, "100.00", 10)))

    with pytest.raises(MoveRefused):
        call_off(share, None)


def test_the_buyer_presses_and_reads_that_nothing_is_owed(
    client: Client, share: SellerOrder
) -> None:
    assert BUTTON in opened(client, share)

    path = f"/orders/{share.purchase.number}/call-off/"
    page = client.post(path, {"order": share.number}, follow=True).content.decode()

    assert "ยกเลิกแล้ว คุณไม่ต้องจ่ายอะไร" in page
    assert "ออเดอร์นี้จบแล้ว" in page
    assert BUTTON not in page


def test_the_buyer_who_is_late_reads_why(client: Client, share: SellerOrder, mali: User) -> None:
    opened(client, share)
    mark_packed(share, mali)

    path = f"/orders/{share.purchase.number}/call-off/"
    page = client.post(path, {"order": share.number}, follow=True).content.decode()

    assert "ยกเลิกไม่ทัน" in page
    assert BUTTON not in page
    share.refresh_from_db()
    assert share.state == "packed"


def test_nobody_calls_off_what_another_ordered(client: Client, share: SellerOrder) -> None:
    path = f"/orders/{share.purchase.number}/call-off/"

    assert client.post(path, {"order": share.number}).status_code == 404

    share.refresh_from_db()
    assert share.state == "to_pack"


def test_only_the_money_for_shops_that_send_is_to_be_ready(client: Client, mali: User) -> None:
    purchase = agreed_of_two(mali, make_seller("kham"))
    first, _ = purchase.seller_orders.order_by("pk")
    call_off(first, None)

    assert opened(client, first).count("ค่าพัสดุของ") == 1
    assert Purchase.objects.get().state == "agreed"
