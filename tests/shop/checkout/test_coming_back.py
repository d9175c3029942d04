"""Logging in, cancelling, pressing back: what was told and chosen is not lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.basket.finding import own_baskets
from shop.checkout.models import Draft
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from tests.cast import PASSWORD, make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.shop.basket.browsing import put_in, quantities

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "สมชาย ใจดี",
    "phone": "0812345678",
    "postcode": "50100",
    "place": "ช้างคลาน|เมืองเชียงใหม่|50",
    "address": "12/3 ถนนท่าแพ",
}


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def place(client: Client, seller: Seller) -> Purchase:
    client.post("/checkout/contact/", TOLD)
    method = seller.delivery_methods.get()
    client.post("/checkout/delivery/", {f"delivery-{seller.pk}": method.pk})
    shown = client.get("/checkout/payment/").context["shown"]
    client.post("/checkout/payment/", {"shown": shown, "method": "promptpay"})
    return Purchase.objects.latest("pk")


def name_in_form(client: Client) -> Any:
    return client.get("/checkout/contact/").context["form"]["name"].value()


def test_logging_in_keeps_what_the_checkout_was_told(
    client: Client, scarf: Listing, somchai: User
) -> None:
    put_in(client, scarf)
    client.post("/checkout/contact/", TOLD)

    client.post("/account/login/", {"login": somchai.email, "password": PASSWORD})

    assert name_in_form(client) == "สมชาย ใจดี"


def test_another_browser_knows_nothing_of_it(client: Client, scarf: Listing, krit: User) -> None:
    put_in(client, scarf)
    client.post("/checkout/contact/", TOLD)
    stranger = Client()
    stranger.force_login(krit)
    put_in(stranger, scarf)

    assert name_in_form(stranger) == "กฤต"


def test_a_cancelled_purchase_gives_back_goods_and_address(
    till: FakeStripe, client: Client, scarf: Listing
) -> None:
    put_in(client, scarf, "2")
    purchase = place(client, scarf.seller)

    client.post(f"/orders/{purchase.number}/cancel/")

    assert client.get("/basket/").context["contents"].count == 2
    assert name_in_form(client) == "สมชาย ใจดี"


@pytest.mark.parametrize("signed_in", [False, True])
def test_what_was_chosen_since_is_not_lost_when_goods_come_back(
    till: FakeStripe, client: Client, scarf: Listing, somchai: User, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(somchai)
    put_in(client, scarf, "2")
    purchase = place(client, scarf.seller)
    put_in(client, make_listing(scarf.seller, slug="honey"), "1")

    client.post(f"/orders/{purchase.number}/cancel/")

    basket = client.get("/basket/").context["contents"].basket
    assert quantities(basket) == {"scarf": 2, "honey": 1}
    assert own_baskets(somchai).count() == (1 if signed_in else 0)


@pytest.mark.parametrize("path", ["", "contact/", "delivery/", "payment/"])
def test_going_back_after_placing_leads_to_the_purchase(
    till: FakeStripe, client: Client, scarf: Listing, path: str
) -> None:
    put_in(client, scarf)
    purchase = place(client, scarf.seller)

    waiting = client.get(f"/checkout/{path}")
    Purchase.objects.update(state=Purchase.State.PAID)
    paid = client.get(f"/checkout/{path}")

    assert waiting["Location"] == f"/pay/{purchase.number}/"
    assert paid["Location"] == f"/orders/{purchase.number}/"


def test_yesterdays_purchase_does_not_stand_in_the_way(
    till: FakeStripe, client: Client, scarf: Listing
) -> None:
    put_in(client, scarf)
    place(client, scarf.seller)
    Purchase.objects.update(placed_at=timezone.now() - timedelta(days=1))

    assert client.get("/checkout/")["Location"] == "/basket/"


def test_two_tabs_write_one_draft(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    client.post("/checkout/contact/", TOLD)

    client.post("/checkout/contact/", {**TOLD, "name": "ป้าศรี"})

    assert Draft.objects.get().name == "ป้าศรี"


def test_a_changed_price_is_written_as_money(
    till: FakeStripe, client: Client, scarf: Listing
) -> None:
    client.cookies["talat_language"] = "en"
    put_in(client, scarf, "2")
    client.post("/checkout/contact/", TOLD)
    method = scarf.seller.delivery_methods.get()
    client.post("/checkout/delivery/", {f"delivery-{scarf.seller_id}": method.pk})
    shown = client.get("/checkout/payment/").context["shown"]
    record = scarf.variants.get().stock_record
    record.price = 999
    record.save()

    answer = client.post("/checkout/payment/", {"shown": shown, "method": "promptpay"})

    page = answer.content.decode()
    assert "Cotton hankie: it was ฿890.00, now it is ฿999.00." in page
    assert "Altogether it was ฿1,820.00, now it is ฿2,038.00." in page
