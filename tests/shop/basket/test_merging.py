from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject
from oscar.apps.basket.models import Basket

from community.people.models import User
from community.sellers.models import Seller
from shop.basket.finding import own_baskets
from shop.basket.merging import merge
from shop.basket.middleware import BasketMiddleware
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from tests.cast import make_listing
from tests.shop.basket.browsing import line_of, put_in, quantities
from tests.till import fill_basket

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def honey(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "259.50", 8, slug="honey")


def test_the_larger_quantity_stays(scarf: Listing, honey: Listing, somchai: User) -> None:
    guest = fill_basket((scarf, 3), (honey, 1))
    own = fill_basket((scarf, 2), (honey, 4), owner=somchai)

    lowered = merge(guest, own)

    assert lowered == [False, False]
    assert quantities(own) == {"scarf": 3, "honey": 4}
    guest.refresh_from_db()
    assert guest.status == Basket.MERGED


def test_it_puts_in_no_more_than_is_left(scarf: Listing, honey: Listing, somchai: User) -> None:
    guest = fill_basket((scarf, 5), (honey, 1))
    own = fill_basket(owner=somchai)
    StockRecord.objects.filter(product=scarf.product_id).update(num_allocated=3)

    lowered = merge(guest, own)

    assert lowered == [True, False]
    assert quantities(own) == {"scarf": 2, "honey": 1}


def test_what_is_sold_out_is_not_lost_in_silence(scarf: Listing, somchai: User) -> None:
    guest, own = fill_basket((scarf, 2)), fill_basket(owner=somchai)
    StockRecord.objects.update(num_allocated=5)

    merge(guest, own)

    assert quantities(own) == {"scarf": 2}


def test_it_merges_once(scarf: Listing, somchai: User) -> None:
    guest, own = fill_basket((scarf, 2)), fill_basket(owner=somchai)
    merge(guest, own)
    own.lines.all().delete()

    assert merge(guest, own) == []
    assert quantities(own) == {}


def test_a_placed_basket_is_never_merged(scarf: Listing, somchai: User) -> None:
    guest, own = fill_basket((scarf, 2)), fill_basket(owner=somchai)
    guest.submit()

    assert merge(guest, own) == []
    assert guest.lines.count() == 1


def test_lowered_quantities_are_told_after_log_in(
    client: Client, scarf: Listing, somchai: User
) -> None:
    client.cookies["talat_language"] = "en"
    put_in(client, scarf, "5")
    client.force_login(somchai)
    StockRecord.objects.update(num_allocated=3)

    page = client.get("/basket/").content.decode()

    assert "Of some goods fewer are left, so we put in what there is." in page
    assert line_of(scarf).quantity == 2


def test_a_person_finds_their_basket_on_another_phone(scarf: Listing, somchai: User) -> None:
    one, other = Client(), Client()
    one.force_login(somchai)
    other.force_login(somchai)

    put_in(one, scarf, "3")

    assert other.get("/basket/").context["contents"].count == 3
    assert line_of(scarf).basket == own_baskets(somchai).get()


@pytest.mark.parametrize("path", ["/media/photos/a/320.jpg", "/media/photos/b/320.webp"])
def test_a_photo_asks_nobody_who_they_are(path: str) -> None:
    request = RequestFactory().get(path)
    request.COOKIES = {"talat_basket": "1:x", "talat_session": "x"}
    request.user = SimpleLazyObject(lambda: pytest.fail("somebody asked"))

    answer = BasketMiddleware(lambda _request: HttpResponse("picture"))(request)

    assert answer.content == b"picture"


def test_a_cookie_whose_basket_was_placed_is_dropped(client: Client, scarf: Listing) -> None:
    put_in(client, scarf)
    Basket.objects.update(status=Basket.SUBMITTED)

    client.get("/basket/")

    assert client.cookies["talat_basket"].value == ""
