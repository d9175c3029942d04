from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from oscar.apps.basket.models import Basket
from oscar.apps.order.models import Order

from community.people.models import User
from community.sellers.models import Seller
from shop.commission.models import Rule
from shop.listings.models import Listing
from shop.notify.models import Message
from shop.purchases.models import Purchase, SellerOrder
from shop.purchases.placing import AlreadyPlaced, EmptyBasket, LinesUnavailable, PriceChanged
from shop.purchases.quote import DeliveryMissing
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_listing, make_seller
from tests.till import fill_basket, first_choices, place_basket, place_lines, shown_to_buyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def honey(db: None) -> Listing:
    bees = make_seller("bees", name_th="ผึ้งลำไย", vat_registered=True)
    make_delivery(bees, "weight")
    return make_listing(bees, "259.50", 8, slug="honey", weight_g=900)


def test_it_writes_one_seller_order_for_each_seller(scarf: Listing, honey: Listing) -> None:
    purchase = place_lines((scarf, 1), (honey, 2))

    assert purchase.state == "awaiting_payment"
    assert (purchase.goods, purchase.delivery, purchase.total) == (
        Decimal("1409.00"),
        Decimal("187.00"),
        Decimal("1596.00"),
    )
    first, second = purchase.seller_orders.order_by("number")
    assert (first.number, first.total) == (f"{purchase.number}-1", Decimal("930.00"))
    assert (second.goods, second.delivery) == (Decimal("519.00"), Decimal("147.00"))
    assert purchase.total == first.total + second.total
    assert Order.objects.get(number=purchase.number).total_incl_tax == Decimal("1596.00")


def test_vat_is_inside_and_rounded_once_for_a_seller(scarf: Listing, honey: Listing) -> None:
    purchase = place_lines((scarf, 1), (honey, 2))

    first, second = purchase.seller_orders.order_by("number")

    assert (first.vat_percent, first.vat) == (Decimal("0.00"), Decimal("0.00"))
    assert (second.vat_percent, second.vat) == (Decimal("7.00"), Decimal("43.57"))


def test_commission_is_frozen_when_sold(scarf: Listing) -> None:
    today = timezone.localdate()
    Rule.objects.create(seller=scarf.seller, percent="3.50", valid_from=today)
    purchase = place_lines((scarf, 1))
    Rule.objects.create(seller=scarf.seller, percent="9.00", valid_from=today)

    seller_order = purchase.seller_orders.get()

    assert seller_order.commission_percent == Decimal("3.50")
    assert seller_order.commission == Decimal("31.15")


def test_it_holds_the_stock_and_closes_the_basket(scarf: Listing) -> None:
    purchase = place_lines((scarf, 2))

    record = scarf.variants.get().stock_record
    assert (record.num_in_stock, record.num_allocated) == (5, 2)
    held = Reservation.objects.get(reference=purchase.number)
    assert (held.state, held.expires_at) == ("held", purchase.expires_at)
    assert Basket.objects.get(pk=purchase.basket_id).status == "Submitted"


def test_a_basket_is_placed_once(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    choices, shown = first_choices(basket), shown_to_buyer(basket)
    purchase = place_basket(basket, choices=choices, shown=shown)

    with pytest.raises(AlreadyPlaced) as again:
        place_basket(basket, choices=choices, shown=shown)

    assert again.value.purchase == purchase
    assert Purchase.objects.count() == 1


def test_a_changed_price_goes_back_with_both_prices(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    shown = shown_to_buyer(basket)
    record = scarf.variants.get().stock_record
    record.price = Decimal("999.00")
    record.save()

    with pytest.raises(PriceChanged) as changed:
        place_basket(basket, shown=shown)

    price = changed.value.changes[0]
    assert (price.what, price.was, price.now) == ("price", "890.00", "999.00")
    assert not Purchase.objects.exists()
    record.refresh_from_db()
    assert not record.num_allocated


def test_a_changed_delivery_price_goes_back_too(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    shown = shown_to_buyer(basket)
    scarf.seller.delivery_methods.update(price="55.00")

    with pytest.raises(PriceChanged) as changed:
        place_basket(basket, shown=shown)

    assert [c.what for c in changed.value.changes] == ["delivery", "total"]


def test_a_forged_token_counts_as_changed(scarf: Listing) -> None:
    with pytest.raises(PriceChanged):
        place_basket(fill_basket((scarf, 1)), shown="forged:token:here")

    assert not Purchase.objects.exists()


def test_it_refuses_what_was_sold_meanwhile(scarf: Listing) -> None:
    basket = fill_basket((scarf, 4))
    shown = shown_to_buyer(basket)
    place_lines((scarf, 3))

    with pytest.raises(LinesUnavailable):
        place_basket(basket, shown=shown)

    assert Purchase.objects.count() == 1


@pytest.mark.parametrize("state", ["paused", "withdrawn", "draft"])
def test_it_refuses_a_listing_off_sale(scarf: Listing, state: str) -> None:
    basket = fill_basket((scarf, 1))
    shown = shown_to_buyer(basket)
    Listing.objects.filter(pk=scarf.pk).update(state=state)

    with pytest.raises(LinesUnavailable):
        place_basket(basket, shown=shown)


def test_it_refuses_a_suspended_seller(scarf: Listing) -> None:
    basket = fill_basket((scarf, 1))
    shown = shown_to_buyer(basket)
    Seller.objects.update(state="suspended")

    with pytest.raises(LinesUnavailable):
        place_basket(basket, shown=shown)


def test_it_refuses_an_empty_basket(scarf: Listing) -> None:
    with pytest.raises(EmptyBasket):
        place_basket(fill_basket(), choices={"1": 1}, shown="x")


def test_it_refuses_another_sellers_delivery(scarf: Listing, honey: Listing) -> None:
    foreign = honey.seller.delivery_methods.get()
    basket = fill_basket((scarf, 1))

    with pytest.raises(DeliveryMissing):
        place_basket(basket, choices={str(scarf.seller_id): foreign.pk}, shown="x")


def test_the_buyer_is_told_once(scarf: Listing, somchai: User) -> None:
    place_lines((scarf, 1), user=somchai)

    message = Message.objects.get()
    assert (message.kind, message.to) == ("purchase_placed", "somchai@example.org")


def test_made_to_order_goes_beyond_stock(malis_shop: Seller) -> None:
    make_delivery(malis_shop)
    cloth = make_listing(malis_shop, "100.00", 0, made_to_order_days=20)

    purchase = place_lines((cloth, 3))

    line = SellerOrder.objects.get(purchase=purchase).lines.get()
    assert (line.quantity, line.made_to_order_days) == (3, 20)


def test_placing_costs_25_queries_and_4_a_line(malis_shop: Seller) -> None:
    make_delivery(malis_shop)
    goods = [make_listing(malis_shop, slug=f"g-{n}", sku=f"G{n}") for n in range(12)]
    place_lines((goods[0], 1))

    costs = []
    for count in (1, 11):
        basket = fill_basket(*((listing, 1) for listing in goods[:count]))
        choices, shown = first_choices(basket), shown_to_buyer(basket)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            place_basket(basket, choices=choices, shown=shown)
        costs.append(len(queries))

    assert costs[0] <= 25 + 4
    assert (costs[1] - costs[0]) / 10 <= 4
