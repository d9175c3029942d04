"""The least that the gateway takes is said before anything is ordered."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from shop.purchases.placing import WayRefused
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_listing
from tests.shop.basket.browsing import put_in
from tests.shop.checkout.test_checkout import go_to_payment, order
from tests.till import fill_basket, place_basket

pytestmark = pytest.mark.django_db


@pytest.fixture
def mangoes(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="0.00")
    return make_listing(malis_shop, "120.00", 5000, unit="kg", is_weighed=True)


def test_the_last_screen_says_the_least_and_orders_nothing(
    client: Client, mangoes: Listing
) -> None:
    client.cookies["talat_language"] = "en"
    put_in(client, mangoes, "0.05")

    page = go_to_payment(client)
    answer = order(client, page)

    assert page.content.decode().count("From ฿10.") == 2
    assert "Nothing here can be paid so." in page.content.decode()
    assert answer.status_code == 422
    assert not Purchase.objects.exists()
    assert not Reservation.objects.exists()


@pytest.mark.parametrize(("grams", "total"), [(83, None), (84, "10.08")])
def test_the_least_is_ten_baht(mangoes: Listing, grams: int, total: str | None) -> None:
    basket = fill_basket((mangoes, grams))

    if total:
        assert place_basket(basket).total == Decimal(total)
        return
    with pytest.raises(WayRefused):
        place_basket(basket)


def test_what_comes_to_nothing_stays_out_of_the_basket(client: Client, malis_shop: Seller) -> None:
    client.cookies["talat_language"] = "en"
    salt = make_listing(malis_shop, "0.09", 5000, unit="kg", is_weighed=True)

    answer = put_in(client, salt, "0.05")

    assert answer.status_code == 422
    assert "So little of it comes to ฿0. Write more." in answer.content.decode()
