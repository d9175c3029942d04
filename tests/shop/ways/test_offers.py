"""What buyers are offered, for what fee, and why not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.basket.contents import read_contents
from shop.listings.models import Listing
from shop.purchases.placing import PriceChanged, WayRefused
from shop.purchases.quote import Quote, build_quote
from shop.ways.registry import offers
from tests.cast import make_delivery, make_listing, make_seller
from tests.shop.ways.wayside import Method, give_promptpay, switch_on
from tests.till import fill_basket, first_choices, place_basket, shown_to_buyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(somchai: User) -> Seller:
    bees = make_seller("bees", name_th="ผึ้งลำไย")
    make_delivery(bees, price="50.00")
    return bees


@pytest.fixture
def honey(bees: Seller) -> Listing:
    return make_listing(bees, "260.00", 8, slug="honey")


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def quote_for(*wanted: tuple[Listing, int]) -> Quote:
    basket = fill_basket(*wanted)
    return build_quote(read_contents(basket), first_choices(basket))


def offered(quote: Quote) -> dict[str, str]:
    return {offer.code: offer.why_not for offer in offers(quote)}


def test_at_first_the_gateways_ways_are_on(scarf: Listing) -> None:
    assert offered(quote_for((scarf, 1))) == {"promptpay": "", "card": ""}


def test_a_way_of_the_sellers_needs_all_of_them(
    scarf: Listing, honey: Listing, malis_shop: Seller, bees: Seller
) -> None:
    switch_on(Method.COD, malis_shop)

    alone, both = offered(quote_for((scarf, 1))), offered(quote_for((scarf, 1), (honey, 1)))

    assert "cod" in alone
    assert "cod" not in both


def test_limits_are_said(scarf: Listing, malis_shop: Seller, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    switch_on(Method.COD, malis_shop, most=Decimal("2000.00"))
    switch_on(Method.TRANSFER, least=Decimal("500.00"))

    assert offered(quote_for((scarf, 2)))["cod"] == ""
    assert "2,000" in offered(quote_for((scarf, 3)))["cod"]
    assert offered(quote_for((scarf, 1)))["transfer"] == ""


def test_a_parcel_is_not_paid_at_pickup(scarf: Listing, malis_shop: Seller) -> None:
    switch_on(Method.CASH, malis_shop)

    assert "cash" not in offered(quote_for((scarf, 1)))


def test_a_market_that_holds_no_money_offers_what_goes_to_sellers(
    scarf: Listing, malis_shop: Seller, mali: User, settings: Any
) -> None:
    settings.COLLECT_BY = "seller_direct"

    without = offered(quote_for((scarf, 1)))
    give_promptpay(malis_shop, mali)

    assert without == {}
    assert offered(quote_for((scarf, 1))) == {"seller_qr": ""}


def test_a_fee_is_rounded_once_and_split_to_the_satang(scarf: Listing, honey: Listing) -> None:
    switch_on(Method.CARD, fee_percent=Decimal("3.65"))

    quote = quote_for((scarf, 1), (honey, 1))
    offer = next(offer for offer in offers(quote) if offer.code == "card")

    assert quote.total == Decimal("1240.00")
    assert offer.fee == Decimal("45.26")
    assert sorted(offer.fees.values()) == [Decimal("11.31"), Decimal("33.95")]


def test_each_seller_has_its_own_fee_where_sellers_collect(
    scarf: Listing, honey: Listing, malis_shop: Seller, bees: Seller
) -> None:
    switch_on(Method.COD, malis_shop, bees, fee_fixed=Decimal("15.00"))

    offer = next(o for o in offers(quote_for((scarf, 1), (honey, 1))) if o.code == "cod")

    assert list(offer.fees.values()) == [Decimal("15.00"), Decimal("15.00")]


def test_the_fee_is_written_as_it_was_shown(scarf: Listing) -> None:
    switch_on(Method.CARD, fee_percent=Decimal("3.65"))

    purchase = place_basket(fill_basket((scarf, 1)), way="card")
    share = purchase.seller_orders.get()

    assert (purchase.way, purchase.fee, purchase.total) == (
        "card",
        Decimal("33.95"),
        Decimal("963.95"),
    )
    assert (share.fee, share.total) == (purchase.fee, purchase.total)
    assert purchase.payments.get().amount == Decimal("963.95")


def test_a_fee_that_moved_is_shown_first(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    shown = shown_to_buyer(basket)
    switch_on(Method.CARD, fee_fixed=Decimal("9.00"))

    with pytest.raises(PriceChanged) as moved:
        place_basket(basket, shown=shown, way="card")

    (change,) = moved.value.changes
    assert (change.what, change.was, change.now) == ("fee", "0.00", "9.00")


@pytest.mark.parametrize("way", ["cod", "cash", "own_qr", "nothing"])
def test_it_refuses_a_way_that_is_not_on(scarf: Listing, way: str) -> None:
    with pytest.raises(WayRefused):
        place_basket(fill_basket((scarf, 1)), way=way)


def test_what_costs_nothing_has_no_fee(malis_shop: Seller) -> None:
    make_delivery(malis_shop, price="0.00")
    gift = make_listing(malis_shop, "0.00", 5, slug="gift")
    switch_on(Method.CARD, fee_fixed=Decimal("9.00"))

    assert {offer.fee for offer in offers(quote_for((gift, 1)))} == {Decimal("0.00")}
