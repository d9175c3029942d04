"""The pay page, what it asks while it waits, and the way back from the card page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from tests.cast import make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.till import gateway_client, place_lines

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def purchase(till: FakeStripe, malis_shop: Seller, somchai: User) -> Purchase:
    make_delivery(malis_shop, price="40.00")
    return place_lines((make_listing(malis_shop, "890.00", 5), 2), user=somchai)


@pytest.fixture
def buyer(client: Client, somchai: User) -> Client:
    client.force_login(somchai)
    client.cookies["talat_language"] = "en"
    return client


def pay_page(purchase: Purchase, ending: str = "") -> str:
    return f"/pay/{purchase.number}/{ending}"


def order_page(purchase: Purchase) -> str:
    return f"/orders/{purchase.number}/"


def asked(client: Client, purchase: Purchase) -> dict[str, str]:
    response = client.get(pay_page(purchase, "state/"))
    assert response.status_code == 200
    told: dict[str, str] = response.json()
    return told


def test_the_page_waits_while_nobody_pays(buyer: Client, purchase: Purchase) -> None:
    waiting = {"state": "waiting", "url": pay_page(purchase)}
    assert asked(buyer, purchase) == waiting

    paying.start(purchase, "promptpay")

    assert asked(buyer, purchase) == waiting


def test_a_paid_code_moves_the_page_on(till: FakeStripe, buyer: Client, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")

    assert asked(buyer, purchase) == {"state": "paid", "url": order_page(purchase)}
    assert asked(buyer, purchase) == {"state": "paid", "url": order_page(purchase)}


@pytest.mark.parametrize(
    ("ending", "sentence"),
    [
        ("expire", "The QR code is too old. Ask for a new one."),
        ("fail", "The payment did not go through."),
    ],
)
def test_a_code_that_failed_leads_back_to_choosing(
    till: FakeStripe, buyer: Client, purchase: Purchase, ending: str, sentence: str
) -> None:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", ending)

    assert asked(buyer, purchase) == {"state": "failed", "url": pay_page(purchase)}
    page = buyer.get(pay_page(purchase)).content.decode()
    assert sentence in page
    assert 'value="promptpay"' in page


def test_the_gateway_is_asked_now_and_then(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    attempt = paying.start(purchase, "promptpay")
    asked(buyer, purchase)
    till.do(attempt.gateway_id or "", "pay")

    assert asked(buyer, purchase)["state"] == "waiting"


def test_a_gateway_that_is_silent_keeps_the_page_waiting(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    paying.start(purchase, "promptpay")
    till.faults.add("500", path="/v1/payment_intents", times=9)

    assert asked(buyer, purchase) == {"state": "waiting", "url": pay_page(purchase)}


def test_a_purchase_whose_time_is_over_says_so(buyer: Client, purchase: Purchase) -> None:
    Purchase.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert asked(buyer, purchase) == {"state": "expired", "url": order_page(purchase)}


@pytest.mark.parametrize("ending", ["", "state/", "return/", "qr.png"])
def test_another_persons_payment_is_not_there(
    client: Client, krit: User, purchase: Purchase, ending: str
) -> None:
    paying.start(purchase, "promptpay")
    assert client.get(pay_page(purchase, ending)).status_code == 404
    client.force_login(krit)

    assert client.get(pay_page(purchase, ending)).status_code == 404


def test_another_person_starts_no_payment(client: Client, krit: User, purchase: Purchase) -> None:
    client.force_login(krit)

    response = client.post(pay_page(purchase, "start/"), {"method": "promptpay"})

    assert response.status_code == 404
    assert not Attempt.objects.exists()


def test_the_code_is_a_picture_to_keep(buyer: Client, purchase: Purchase) -> None:
    paying.start(purchase, "promptpay")

    response = buyer.get(pay_page(purchase, "qr.png"))

    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(PNG)
    assert response["Content-Disposition"].endswith(f'"promptpay-{purchase.number}.png"')


def test_there_is_no_picture_before_a_code(buyer: Client, purchase: Purchase) -> None:
    assert buyer.get(pay_page(purchase, "qr.png")).status_code == 404


def test_there_is_no_picture_for_a_card(buyer: Client, purchase: Purchase) -> None:
    paying.start(purchase, "card")

    assert buyer.get(pay_page(purchase, "qr.png")).status_code == 404


def test_there_is_no_picture_of_a_code_that_is_paid(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)

    assert buyer.get(pay_page(purchase, "qr.png")).status_code == 404


def test_coming_back_without_paying_pays_nothing(buyer: Client, purchase: Purchase) -> None:
    paying.start(purchase, "card")

    response = buyer.get(pay_page(purchase, "return/"))

    assert response["Location"] == pay_page(purchase)
    purchase.refresh_from_db()
    assert (purchase.state, Attempt.objects.get().state) == ("awaiting_payment", "open")


def test_coming_back_after_paying_leads_to_the_order(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")

    response = buyer.get(pay_page(purchase, "return/"))

    assert response["Location"] == order_page(purchase)
    purchase.refresh_from_db()
    assert purchase.state == "paid"


def test_what_is_paid_is_not_paid_again(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)

    assert buyer.get(pay_page(purchase))["Location"] == order_page(purchase)
    again = buyer.post(pay_page(purchase, "start/"), {"method": "card"}, follow=True)
    assert again.redirect_chain == [(order_page(purchase), 302)]
    assert "This purchase is paid already." in again.content.decode()
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("method", ["", "barter", "promptpay\x00", "PROMPTPAY", "ก" * 5000])
def test_a_way_that_is_none_keeps_the_page(buyer: Client, purchase: Purchase, method: str) -> None:
    response = buyer.post(pay_page(purchase, "start/"), {"method": method}, follow=True)

    assert response.redirect_chain == [(pay_page(purchase), 302)]
    assert "Choose how you want to pay." in response.content.decode()
    assert not Attempt.objects.exists()


def test_a_link_starts_no_payment(buyer: Client, purchase: Purchase) -> None:
    response = buyer.get(pay_page(purchase, "start/"), {"method": "promptpay"})

    assert response.status_code == 405
    assert not Attempt.objects.exists()


def test_a_purchase_without_any_cost_is_paid_by_the_button(
    buyer: Client, purchase: Purchase
) -> None:
    Purchase.objects.update(discount=purchase.goods, delivery="0.00", total="0.00")

    response = buyer.post(pay_page(purchase, "start/"), {"method": "promptpay"})

    assert response["Location"] == order_page(purchase)
    purchase.refresh_from_db()
    assert purchase.state == "paid"
    assert not Attempt.objects.exists()


def test_cancelling_ends_the_payment(buyer: Client, purchase: Purchase) -> None:
    paying.start(purchase, "promptpay")

    response = buyer.post(f"{order_page(purchase)}cancel/")

    assert response["Location"] == "/basket/"
    purchase.refresh_from_db()
    assert purchase.state == "cancelled"
    assert asked(buyer, purchase) == {"state": "cancelled", "url": order_page(purchase)}
    refused = buyer.post(pay_page(purchase, "start/"), {"method": "card"}, follow=True)
    assert "The time to pay is over" in refused.content.decode()
    assert len(gateway_client().v1.payment_intents.list().data) == 1


def test_cancelling_what_is_paid_changes_nothing(
    till: FakeStripe, buyer: Client, purchase: Purchase
) -> None:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)

    response = buyer.post(f"{order_page(purchase)}cancel/", follow=True)

    assert response.redirect_chain == [(order_page(purchase), 302)]
    assert "This order could not be cancelled" in response.content.decode()
    purchase.refresh_from_db()
    assert purchase.state == "paid"
