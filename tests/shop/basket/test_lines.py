from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from oscar.apps.basket.models import Basket
from oscar.apps.basket.models import Line as BasketLine

from community.sellers.models import Seller
from shop.basket.finding import own_baskets
from shop.basket.lines import add
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from tests.cast import make_listing, make_user, variant_of
from tests.shop.basket.browsing import line_of, put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(client: Client) -> Client:
    """A browser that reads English and is nobody's."""
    client.cookies["talat_language"] = "en"
    return client


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "890.00", 5, slug="scarf", title_en="Indigo scarf")


def change(browser: Client, line: BasketLine | int, quantity: str) -> Any:
    line_id = line if isinstance(line, int) else line.pk
    return browser.post("/basket/update/", {"line": line_id, "quantity": quantity})


def test_adding_twice_sums(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf, "2")
    put_in(guest, scarf, "3")

    assert line_of(scarf).quantity == 5


def test_it_refuses_more_than_is_left_and_says_what_is_possible(
    guest: Client, scarf: Listing
) -> None:
    page = put_in(guest, scarf, "6").content.decode()

    assert "Only 5 are left. Write 5 or fewer." in page
    assert 'value="6"' in page


def test_it_counts_what_the_basket_has_already(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf, "3")

    some = put_in(guest, scarf, "3").content.decode()
    put_in(guest, scarf, "2")
    none = put_in(guest, scarf, "1").content.decode()

    assert "There are 5, and your basket has 3 already. Write 2 or fewer." in some
    assert "Your basket has all 5 already." in none
    assert line_of(scarf).quantity == 5


def test_goods_made_to_order_go_to_the_limit_of_a_line(guest: Client, malis_shop: Seller) -> None:
    skirt = make_listing(malis_shop, stock=0, made_to_order_days=14, slug="skirt")

    refused = put_in(guest, skirt, "1000")
    taken = put_in(guest, skirt, "999")

    assert "One order takes 999 at most." in refused.content.decode()
    assert taken.status_code == 302


@pytest.mark.parametrize("product", ["", "9" * 5000, "9" * 19, "\x00"])
def test_what_is_no_product_is_not_found(guest: Client, db: None, product: str) -> None:
    answer = guest.post("/basket/add/", {"variant": product, "quantity": "1"})

    assert answer.status_code == 404


def test_a_suspended_seller_sells_nothing(guest: Client, scarf: Listing) -> None:
    Seller.objects.update(state=Seller.State.SUSPENDED)

    assert put_in(guest, scarf).status_code == 404
    assert not BasketLine.objects.exists()


@pytest.mark.parametrize("address", ["add", "update", "remove", "voucher/add", "voucher/remove"])
def test_reading_an_address_changes_nothing(guest: Client, db: None, address: str) -> None:
    assert guest.get(f"/basket/{address}/").status_code == 405


def test_a_persons_first_two_additions_end_in_one_basket(scarf: Listing) -> None:
    somchai = make_user()
    honey = make_listing(scarf.seller, slug="honey")
    one, other = Basket(owner=somchai), Basket(owner=somchai)  # as two requests see it at once

    add(one, variant_of(scarf), 1)
    add(other, variant_of(honey), 1)

    assert own_baskets(somchai).get().lines.count() == 2


def test_changing_a_quantity_accepts_todays_price(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf)
    StockRecord.objects.update(price=Decimal("990.00"))

    before = guest.get("/basket/").content.decode()
    change(guest, line_of(scarf), "1")
    after = guest.get("/basket/").content.decode()

    assert "<s>฿890</s>" in before
    assert "<s>" not in after
    assert line_of(scarf).price_incl_tax == Decimal("990.00")


def test_fewer_left_can_be_put_right_with_one_press(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf, "4")
    StockRecord.objects.update(num_allocated=3)

    page = guest.get("/basket/").content.decode()
    change(guest, line_of(scarf), "2")

    assert '<input type="hidden" name="quantity" value="2">' in page
    assert "Make it 2" in page
    assert line_of(scarf).quantity == 2


def test_a_second_press_on_take_out_is_no_error(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf)
    line_id = line_of(scarf).pk
    guest.post("/basket/remove/", {"line": line_id})

    removed = guest.post("/basket/remove/", {"line": line_id})
    changed = change(guest, line_id, "2")

    assert (removed.status_code, removed["Location"]) == (302, "/basket/")
    assert (changed.status_code, changed["Location"]) == (302, "/basket/")


def test_a_browser_without_a_basket_cannot_touch_a_line(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf, "2")
    line = line_of(scarf)
    stranger = Client()

    assert change(stranger, line, "5").status_code == 404
    assert stranger.post("/basket/remove/", {"line": line.pk}).status_code == 404

    assert line_of(scarf).quantity == 2


@pytest.mark.parametrize("line", ["", "x", "-3", "9" * 5000])
def test_a_line_that_is_no_number_is_not_found(guest: Client, db: None, line: str) -> None:
    assert guest.post("/basket/update/", {"line": line, "quantity": "1"}).status_code == 404
    assert guest.post("/basket/remove/", {"line": line}).status_code == 404


def test_a_placed_basket_cannot_be_changed(guest: Client, scarf: Listing) -> None:
    put_in(guest, scarf, "2")
    Basket.objects.update(status=Basket.SUBMITTED)

    change(guest, line_of(scarf, Basket.SUBMITTED), "5")

    assert line_of(scarf, Basket.SUBMITTED).quantity == 2
