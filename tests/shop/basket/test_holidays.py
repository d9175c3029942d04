"""On holiday nothing can be added or ordered; what lies in baskets stays there."""

import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.basket.contents import Problem, read_contents
from shop.browse.remembering import forget_everything
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from shop.purchases.placing import LinesUnavailable
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_holiday, make_listing, make_seller
from tests.till import fill_basket, first_choices, place_basket, place_lines, shown_to_buyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def test_nothing_is_put_in_the_basket(client: Client, scarf: Listing) -> None:
    client.cookies["talat_language"] = "en"
    holiday = make_holiday(scarf.seller, 0, 3)

    answer = client.post("/basket/add/", {"variant": scarf.product_id, "quantity": "2"})

    assert answer.status_code == 422
    text = answer.content.decode()
    assert f"The shop is closed until {holiday.last_day.day} " in text
    assert 'value="2"' in text
    assert Purchase.objects.count() == 0
    assert "talat_basket" not in answer.cookies


def test_lines_stay_and_say_until_when(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    holiday = make_holiday(scarf.seller, 0, 3)

    contents = read_contents(basket)

    assert [line.problem for line in contents.lines] == [Problem.CLOSED]
    assert contents.lines[0].closed is not None
    assert contents.lines[0].closed.last_day == holiday.last_day


def test_a_holiday_set_while_the_buyer_pays_refuses_the_purchase(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    choices = first_choices(basket)
    shown = shown_to_buyer(basket, choices)
    make_holiday(scarf.seller)

    with pytest.raises(LinesUnavailable):
        place_basket(basket, choices=choices, shown=shown)

    assert Purchase.objects.count() == 0
    assert Reservation.objects.count() == 0
    assert basket.lines.count() == 1


def test_yesterdays_holiday_and_tomorrows_are_in_nobodys_way(scarf: Listing) -> None:
    make_holiday(scarf.seller, -3, -1)
    make_holiday(scarf.seller, 1, 3)

    purchase = place_lines((scarf, 1))

    assert purchase.state == "awaiting_payment"


def test_what_was_ordered_before_goes_on(scarf: Listing) -> None:
    purchase = place_lines((scarf, 1))
    make_holiday(scarf.seller, 0, 3)

    purchase.refresh_from_db()

    assert purchase.is_awaiting
    assert Reservation.objects.count() == 1


def test_pages_say_until_when(client: Client, scarf: Listing) -> None:
    client.cookies["talat_language"] = "en"
    other = make_listing(make_seller("kham"), slug="cup", title_en="Clay cup")
    rebuild_cards()
    holiday = make_holiday(scarf.seller, 0, 3, note_en="We are at the temple fair")
    forget_everything()

    goods = client.get("/goods/").content.decode()
    product = client.get(scarf.get_absolute_url()).content.decode()
    shop = client.get("/sellers/mali/").content.decode()
    open_product = client.get(other.get_absolute_url()).content.decode()

    forget_everything()
    assert goods.count("Closed until ") == 1
    for page in (product, shop):
        assert f"The shop is closed until {holiday.last_day.day} " in page
        assert "We are at the temple fair" in page
    assert "Put in basket" not in product
    assert "Put in basket" in open_product
