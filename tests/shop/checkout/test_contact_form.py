from __future__ import annotations

import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.basket.contents import read_contents
from shop.checkout.deliveries import choices_for
from shop.checkout.models import Draft
from shop.listings.models import Listing
from tests.cast import make_community, make_delivery, make_listing
from tests.shop.basket.browsing import put_in
from tests.shop.checkout.test_coming_back import TOLD
from tests.till import fill_basket

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def buyer(client: Client, scarf: Listing) -> Client:
    client.cookies["talat_language"] = "en"
    put_in(client, scarf)
    return client


def test_an_unknown_postcode_is_told_when_looked_up(buyer: Client) -> None:
    answer = buyer.post("/checkout/contact/", {**TOLD, "postcode": "99999", "look_up": "1"})

    assert answer.context["form"].errors == {
        "postcode": ["There is no such postcode. It has five digits."]
    }
    assert 'value="99999"' in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_new_postcode_forgets_the_place_of_the_old_one(buyer: Client) -> None:
    buyer.post("/checkout/contact/", TOLD)
    kept = {"subdistrict": "ช้างคลาน", "district": "เมืองเชียงใหม่", "province_code": "50"}

    found = buyer.post(
        "/checkout/contact/", {**TOLD, **kept, "postcode": "50160", "place": "", "look_up": "1"}
    ).context["form"]
    refused = buyer.post("/checkout/contact/", {**TOLD, "postcode": "50160"})

    assert (found["subdistrict"].value(), found["place"].value()) == ("", "")
    assert refused.status_code == 422
    assert "Choose a sub-district of this postcode." in refused.content.decode()


def test_a_place_written_by_hand_is_kept_when_looked_up(buyer: Client) -> None:
    by_hand = {"subdistrict": "บ้านใหม่", "district": "เมือง", "province_code": "50", "place": ""}

    form = buyer.post("/checkout/contact/", {**TOLD, **by_hand, "look_up": "1"}).context["form"]

    assert form["subdistrict"].value() == "บ้านใหม่"


def test_half_an_address_is_nothing_to_mend_for_who_picks_up(buyer: Client) -> None:
    half = {**TOLD, "place": "", "postcode": "1234", "picks_up": "on"}

    answer = buyer.post("/checkout/contact/", half)

    assert answer["Location"] == "/checkout/delivery/"
    draft = Draft.objects.get()
    assert (draft.address, draft.postcode) == ("", "")


@pytest.mark.parametrize("email", ["x" * 300 + "@example.org", "a@b", "a@b.c\x00", "y" * 9000])
def test_a_bad_e_mail_address_gets_a_sentence(buyer: Client, email: str) -> None:
    answer = buyer.post("/checkout/contact/", {**TOLD, "email": email})

    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]


def test_a_long_e_mail_address_that_is_one_fits_the_table(buyer: Client) -> None:
    labels = ".".join(["y" * 60] * 4)

    answer = buyer.post("/checkout/contact/", {**TOLD, "email": f"{'x' * 30}@{labels}.org"})

    assert answer.status_code == 422
    assert "This is too long. Keep it under 254 letters." in answer.content.decode()


def test_a_pickup_tells_the_market_day_that_the_goods_can_be_there(malis_shop: Seller) -> None:
    market = make_community(market_days="Sat 08:00-16:00")
    make_delivery(malis_shop, "pickup", community=market)
    listing = make_listing(malis_shop, made_to_order_days=10)
    contents = read_contents(fill_basket((listing, 1)))

    offer = choices_for(contents, {}, can_send=False)[0].offers[0]

    assert offer.market_day is not None
    assert offer.market_day.day.isoweekday() == 6
    assert 0 <= (offer.market_day.day - offer.first_day).days < 7
