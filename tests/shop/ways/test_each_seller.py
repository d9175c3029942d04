"""One payment for each seller: the purchase knows which are paid."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.balances import owed_to_seller
from shop.listings.models import Listing
from shop.payments.beginning import begin
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt, Payment
from shop.payments.tasks import close_payment
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_listing, make_seller
from tests.shop.ways.wayside import broken, give_promptpay
from tests.till import place_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchase(malis_shop: Seller, mali: User, settings: Any) -> Purchase:
    settings.COLLECT_BY = "seller_direct"
    bees = make_seller("bees", name_th="ผึ้งลำไย")
    wanted: list[tuple[Listing, int]] = []
    for seller, price, number in (
        (malis_shop, "890.00", "0812345678"),
        (bees, "260.00", "0898765432"),
    ):
        make_delivery(seller, price="40.00")
        give_promptpay(seller, mali, number)
        wanted.append((make_listing(seller, price, 5, slug=f"of-{seller.slug}"), 1))
    purchase = place_lines(*wanted, way="seller_qr")
    begin(purchase, "seller_qr")
    return purchase


def attempts(purchase: Purchase) -> list[Attempt]:
    return list(Attempt.objects.filter(payment__purchase=purchase).order_by("pk"))


def states(purchase: Purchase) -> tuple[str, list[str]]:
    purchase.refresh_from_db()
    shares = purchase.seller_orders.order_by("pk").values_list("state", flat=True)
    return purchase.state, list(shares)


def held(purchase: Purchase) -> list[str]:
    found = Reservation.objects.filter(reference=purchase.number).order_by("stock_record_id")
    return list(found.values_list("state", flat=True))


def test_it_opens_a_payment_for_each(purchase: Purchase) -> None:
    amounts = purchase.payments.order_by("pk").values_list("amount", flat=True)

    assert list(amounts) == [Decimal("930.00"), Decimal("300.00")]
    assert [one.state for one in attempts(purchase)] == ["open", "open"]
    assert [one.gateway for one in attempts(purchase)] == ["", ""]
    assert broken() == {}


def test_one_paid_share_is_packed_while_the_other_waits(purchase: Purchase, mali: User) -> None:
    receive_by_hand(attempts(purchase)[0], Decimal("930.00"), mali)

    assert states(purchase) == ("awaiting_payment", ["to_pack", "awaiting_payment"])
    assert held(purchase) == ["claimed", "held"]
    assert broken() == {}


def test_the_last_one_makes_the_purchase_paid(purchase: Purchase, mali: User) -> None:
    for attempt in attempts(purchase):
        receive_by_hand(attempt, attempt.amount, mali)

    assert states(purchase) == ("paid", ["to_pack", "to_pack"])
    seller_id = purchase.seller_orders.order_by("pk")[0].seller_id
    assert owed_to_seller(seller_id) == -4450  # 5 % of ฿890: all else is in the seller's hands
    assert broken() == {}


def test_what_is_unpaid_expires_alone(purchase: Purchase, mali: User) -> None:
    receive_by_hand(attempts(purchase)[0], Decimal("930.00"), mali)
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=timezone.now() - timedelta(1))

    assert expire(purchase)
    close_payment(purchase.pk)

    assert states(purchase) == ("paid", ["to_pack", "cancelled"])
    assert held(purchase) == ["claimed", "released"]
    assert [one.state for one in attempts(purchase)] == ["succeeded", "cancelled"]
    assert [one.state for one in purchase.payments.order_by("pk")] == ["paid", "closed"]
    assert broken() == {}


def test_money_for_what_expired_takes_the_goods_again(purchase: Purchase, mali: User) -> None:
    receive_by_hand(attempts(purchase)[0], Decimal("930.00"), mali)
    Purchase.objects.filter(pk=purchase.pk).update(expires_at=timezone.now() - timedelta(1))
    expire(purchase)
    close_payment(purchase.pk)

    taken = receive_by_hand(attempts(purchase)[1], Decimal("300.00"), mali, "REF2")

    assert taken.refund is None
    assert states(purchase) == ("paid", ["to_pack", "to_pack"])
    assert broken() == {}


def test_another_amount_goes_back_whole(purchase: Purchase, mali: User) -> None:
    taken = receive_by_hand(attempts(purchase)[1], Decimal("299.99"), mali, "REF1")

    assert taken.refund is not None
    assert (taken.refund.reason, taken.refund.amount) == ("amount", Decimal("299.99"))
    assert states(purchase) == ("awaiting_payment", ["awaiting_payment", "awaiting_payment"])
    assert broken() == {}


def test_the_same_news_twice_is_booked_once(purchase: Purchase, mali: User) -> None:
    attempt = attempts(purchase)[0]
    receive_by_hand(attempt, Decimal("930.00"), mali, "REF1")

    again = receive_by_hand(attempt, Decimal("930.00"), mali, "REF1")

    assert not again.is_new
    assert len(attempts(purchase)) == 2
    assert broken() == {}


def test_a_second_transfer_goes_back(purchase: Purchase, mali: User) -> None:
    attempt = attempts(purchase)[0]
    receive_by_hand(attempt, Decimal("930.00"), mali, "REF1")

    again = receive_by_hand(attempt, Decimal("930.00"), mali, "REF2")

    assert again.refund is not None
    assert again.refund.reason == "duplicate"
    assert Payment.objects.filter(state="paid").count() == 1
    assert broken() == {}


def test_the_pay_page_lists_what_is_paid(
    purchase: Purchase, mali: User, client: Client, settings: Any
) -> None:
    client.cookies["talat_language"] = "en"
    client.get(f"{purchase.get_absolute_url()}?t={purchase.token}")
    receive_by_hand(attempts(purchase)[0], Decimal("930.00"), mali)

    page = client.get(f"/pay/{purchase.number}/").content.decode()
    asked = client.get(f"/pay/{purchase.number}/state/").json()

    assert "2 sellers, each with a payment of its own: 1 paid, ฿300.00 to go." in page
    assert page.count("Paid. This seller packs now.") == 1
    assert asked["state"] == "waiting-1"
