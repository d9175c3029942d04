"""Cash on delivery and at pickup: the goods go before the money."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.ledger.balances import owed_to_seller
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.payments.in_hand import NothingToReceive, received_in_hand
from shop.purchases.expiry import cancel, expire_overdue
from shop.purchases.models import Purchase, SellerOrder
from shop.purchases.moves import PurchaseMoved
from tests.cast import make_delivery, make_listing
from tests.shop.basket.browsing import put_in
from tests.shop.checkout.test_checkout import go_to_payment, order
from tests.shop.ways.wayside import Method, broken, switch_on
from tests.till import place_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    switch_on(Method.COD, malis_shop, fee_fixed=Decimal("20.00"))
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def purchase(scarf: Listing) -> Purchase:
    return place_lines((scarf, 2), way="cod")


@pytest.fixture
def share(purchase: Purchase) -> SellerOrder:
    return purchase.seller_orders.get()


def look(purchase: Purchase) -> tuple[str, str, str]:
    purchase.refresh_from_db()
    return purchase.state, purchase.seller_orders.get().state, purchase.payments.get().state


def test_it_is_packed_at_once_and_does_not_expire(purchase: Purchase) -> None:
    Purchase.objects.filter(pk=purchase.pk).update(expires_at="2020-01-01T00:00:00Z")

    assert expire_overdue() == 0
    assert look(purchase) == ("agreed", "to_pack", "open")
    assert StockRecord.objects.get(num_in_stock=5).num_allocated == 2
    assert broken() == {}


def test_a_buyer_does_not_cancel_what_is_being_packed(purchase: Purchase) -> None:
    with pytest.raises(PurchaseMoved):
        cancel(purchase)

    assert look(purchase) == ("agreed", "to_pack", "open")


def test_who_paid_at_the_door_has_the_goods_and_the_days_run(
    share: SellerOrder, mali: User
) -> None:
    mark_shipped(share, mali, "flash", "TH0123456789")

    received_in_hand(share, mali)

    share.refresh_from_db()
    assert share.delivered_at is not None
    assert share.payable_from == share.delivered_at + timedelta(days=5)


def test_money_that_cannot_have_come_is_not_noted(share: SellerOrder, mali: User) -> None:
    with pytest.raises(NothingToReceive):
        received_in_hand(share, mali)


def test_the_commission_is_the_sellers_debt(
    purchase: Purchase, share: SellerOrder, mali: User
) -> None:
    mark_shipped(share, mali, "thailand_post", "EB123456785TH")

    taken = received_in_hand(share, mali)

    assert taken.attempt.received == Decimal("1840.00")
    assert look(purchase) == ("paid", "shipped", "paid")
    assert owed_to_seller(share.seller_id) == -8900  # 5 % of ฿1,780
    assert broken() == {}


def test_two_presses_are_one_payment(purchase: Purchase, share: SellerOrder, mali: User) -> None:
    mark_shipped(share, mali, "thailand_post", "EB123456785TH")
    received_in_hand(share, mali)

    again = received_in_hand(share, mali)

    assert not again.is_new
    assert purchase.payments.get().attempts.count() == 1
    assert broken() == {}


def test_a_refused_parcel_owes_nothing(purchase: Purchase, share: SellerOrder, mali: User) -> None:
    mark_shipped(share, mali, "thailand_post", "EB123456785TH")

    mark_returned(share, mali, to_shelf=True)

    assert look(purchase) == ("cancelled", "returned", "closed")
    assert owed_to_seller(share.seller_id) == 0
    record = StockRecord.objects.get(pk=share.lines.get().stock_record_id)
    assert (record.num_in_stock, record.num_allocated) == (5, 0)
    assert broken() == {}
    with pytest.raises(NothingToReceive):
        received_in_hand(share, mali)


@pytest.mark.parametrize(
    ("page", "says"),
    [("/desk/", "Cash on delivery"), ("/desk/orders/{}/slip/", "Not paid yet: take ฿1,840.00")],
)
def test_the_desk_packs_what_nobody_has_paid(
    client: Client, share: SellerOrder, mali: User, page: str, says: str
) -> None:
    client.force_login(mali)
    client.cookies["talat_language"] = "en"

    shown = client.get(page.format(share.number)).content.decode()

    assert says in shown
    assert "Paid in full" not in shown


def test_the_desk_says_what_to_receive_and_notes_it(
    client: Client, purchase: Purchase, share: SellerOrder, mali: User
) -> None:
    client.force_login(mali)
    client.cookies["talat_language"] = "en"
    page = f"/desk/orders/{share.number}/"

    before = client.get(page).content.decode()
    mark_shipped(share, mali, "thailand_post", "EB123456785TH")
    after = client.get(page).content.decode()
    client.post(f"{page}received/")
    noted = client.get(page).content.decode()

    assert "To receive: ฿1,840.00" in before
    assert "I have received ฿1,840.00" not in before
    assert "I have received ฿1,840.00" in after
    assert "To receive" not in noted
    assert look(purchase) == ("paid", "shipped", "paid")


def test_a_buyer_reads_to_look_inside_first(client: Client, purchase: Purchase) -> None:
    client.cookies["talat_language"] = "en"

    page = client.get(f"{purchase.get_absolute_url()}?t={purchase.token}", follow=True)

    assert "Open a parcel before you pay" in page.content.decode()
    assert "฿1,840.00" in page.content.decode()


def test_cash_at_pickup_is_noted_before_the_goods_go(malis_shop: Seller, mali: User) -> None:
    make_delivery(malis_shop, "pickup")
    switch_on(Method.CASH, malis_shop)
    purchase = place_lines((make_listing(malis_shop, "120.00", 5), 1), way="cash")
    share = purchase.seller_orders.get()

    received_in_hand(share, mali)
    share.refresh_from_db()
    mark_shipped(share, mali)

    assert look(purchase) == ("paid", "shipped", "paid")
    assert broken() == {}


def test_one_number_holds_five_unpaid_orders_at_most(client: Client, scarf: Listing) -> None:
    client.cookies["talat_language"] = "en"
    place_lines((scarf, 1), way="cod")
    Purchase.objects.update(phone="+66812345678")
    put_in(client, scarf)
    page = go_to_payment(client)

    with patch("shop.checkout.payment_view.MOST_AGREED", 1):
        answer = order(client, page, method="cod")

    assert answer.status_code == 422
    assert "Take and pay for what is on its way to you first" in answer.content.decode()
    assert Purchase.objects.count() == 1
