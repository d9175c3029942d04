from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer, Range
from oscar.apps.order.models import OrderDiscount

from community.people.models import User
from community.sellers.models import Seller
from shop.basket.contents import read_contents
from shop.books.audit import audit
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.weighing import Weight, write_weights
from shop.listings.models import Listing
from shop.partner.strategy import Strategy
from shop.payments.paying import start, sync
from shop.purchases.models import Purchase
from shop.purchases.placing import PriceChanged
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.shop.basket.browsing import line_of, put_in
from tests.shop.basket.test_vouchers import make_voucher
from tests.till import fill_basket, place_basket, place_lines, shown_to_buyer

pytestmark = pytest.mark.django_db


@pytest.fixture
def mangoes(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "259.50", 3500, slug="mangoes", unit="kg", is_weighed=True)


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, "890.00", 5, slug="scarf", sku="SCARF")


@pytest.mark.parametrize(("typed", "grams"), [("0.5", 500), ("๑.๕", 1500), ("5 ขีด", 500)])
def test_a_buyer_orders_kilograms(client: Client, mangoes: Listing, typed: str, grams: int) -> None:
    put_in(client, mangoes, typed)

    assert line_of(mangoes).quantity == grams


def test_more_of_the_same_adds_up(client: Client, mangoes: Listing) -> None:
    put_in(client, mangoes, "1.5")
    put_in(client, mangoes, "3 ขีด")

    contents = client.get("/basket/").context["contents"]
    assert (contents.goods, contents.count) == (Decimal("467.10"), 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a lot", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
        ("0", "Write 0.05 kg or more."),
        ("-1", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
        ("0.0001", "Write whole grams: at most three places, such as 0.125."),
        ("4", "Only 3.5 kg are left. Write 3.5 or less; 500 grams are 0.5."),
        ("1e12", "Write the weight in kilograms, such as 0.5 or 5 ขีด."),
    ],
)
def test_a_bad_weight_gets_a_sentence_and_is_kept(
    client: Client, mangoes: Listing, typed: str, sentence: str
) -> None:
    client.cookies["talat_language"] = "en"
    answer = put_in(client, mangoes, typed)

    assert answer.status_code == 422
    assert (answer.context["typed"], answer.context["sentence"]) == (typed, sentence)


def test_the_header_counts_a_bag_as_one_thing(
    client: Client, mangoes: Listing, scarf: Listing
) -> None:
    put_in(client, mangoes, "2.5")
    put_in(client, scarf, "2")

    assert client.get("/basket/").context["contents"].count == 3
    assert b">3<" in client.get("/").content


def test_a_code_takes_its_share_off_the_exact_price(mangoes: Listing) -> None:
    basket = fill_basket((mangoes, 1250))
    basket.vouchers.add(make_voucher())

    contents = read_contents(basket)

    assert (contents.goods, contents.discount) == (Decimal("324.38"), Decimal("32.44"))


def test_three_for_two_counts_bags_not_grams(mangoes: Listing, scarf: Listing) -> None:
    everything = Range.objects.create(name="All", includes_all_products=True)
    ConditionalOffer.objects.create(
        name="Three for two",
        condition=Condition.objects.create(range=everything, type=Condition.COUNT, value=3),
        benefit=Benefit.objects.create(range=everything, type=Benefit.MULTIBUY),
    )

    one_bag = read_contents(fill_basket((mangoes, 1000)))
    three_things = read_contents(fill_basket((mangoes, 1000), (scarf, 2)))

    assert one_bag.discount == Decimal("0.00")
    assert three_things.discount == Decimal("259.50")


def test_oscar_sees_the_price_of_a_gram_where_it_counts_grams(mangoes: Listing) -> None:
    line = fill_basket((mangoes, 1250)).lines.get()
    line.basket.strategy = Strategy()

    assert line.unit_price_incl_tax == Decimal("0.2595")
    assert line.line_price_incl_tax == Decimal("324.375")


def test_a_purchase_freezes_price_weight_and_limit(mangoes: Listing) -> None:
    purchase = place_lines((mangoes, 1250))
    Listing.objects.update(weight_limit_percent=20)

    line = purchase.seller_orders.get().lines.get()

    assert (line.per, line.ordered_quantity, line.quantity) == (1000, 1250, 1250)
    assert (line.unit_price, line.goods) == (Decimal("259.50"), Decimal("324.38"))
    assert (line.weight_limit_percent, line.least_g, line.most_g) == (10, 1125, 1375)
    assert purchase.seller_orders.get().weight_g == 1250
    oscars = line.order_line
    assert (oscars.quantity, oscars.unit_price_incl_tax) == (1, Decimal("324.38"))


def test_a_changed_limit_goes_back_to_the_buyer(mangoes: Listing) -> None:
    basket = fill_basket((mangoes, 1000))
    shown = shown_to_buyer(basket)
    Listing.objects.update(weight_limit_percent=20)

    with pytest.raises(PriceChanged) as changed:
        place_basket(basket, shown=shown)

    (limit,) = changed.value.changes
    assert (limit.what, limit.was, limit.now) == ("weight_limit", "± 10 %", "± 20 %")


def test_a_rest_too_light_to_be_sold_is_sold_out(client: Client, malis_shop: Seller) -> None:
    rest = make_listing(malis_shop, stock=49, unit="kg", is_weighed=True)

    answer = put_in(client, rest, "0.05")

    assert answer.status_code == 422


def test_a_discounted_paid_bag_that_is_lighter_gives_its_share_back(
    mangoes: Listing, scarf: Listing, till: FakeStripe, mali: User
) -> None:
    purchase = paid(till, (mangoes, 1000), (scarf, 1))
    order = purchase.seller_orders.get()
    bag = order.lines.get(per=1000)

    write_weights(order, {bag.pk: Weight(905)}, mali)
    mark_shipped(order, mali)

    purchase.refresh_from_db()
    bag.refresh_from_db()
    assert (bag.goods, bag.discount) == (Decimal("234.85"), Decimal("23.49"))
    assert Refund.objects.get().amount == Decimal("22.19")
    assert purchase.total == Decimal("1052.36")
    assert {one.promise.name for one in audit(gateway=True) if not one.holds} == set()


def test_what_offers_took_off_follows_the_weight(
    mangoes: Listing, mali: User, till: FakeStripe
) -> None:
    basket = fill_basket((mangoes, 1000))
    basket.vouchers.add(make_voucher(), make_voucher("LOI5", percent=5))
    ConditionalOffer.objects.update(exclusive=False)
    purchase = place_basket(basket)
    pay(till, purchase)
    order, was = purchase.seller_orders.get(), purchase.discount

    write_weights(order, {order.lines.get().pk: Weight(905)}, mali)
    mark_shipped(order, mali)

    purchase.refresh_from_db()
    taken = OrderDiscount.objects.order_by("offer_id").values_list("amount", flat=True)
    spent = ConditionalOffer.objects.order_by("pk").values_list("total_discount", flat=True)
    assert (len(taken), min(taken) > 0) == (2, True)
    assert was > purchase.discount == sum(taken)
    assert list(spent) == list(taken)
    assert [finding.promise.name for finding in audit(gateway=False) if not finding.holds] == []


def paid(till: FakeStripe, *wanted: Any) -> Purchase:
    basket = fill_basket(*wanted)
    basket.vouchers.add(make_voucher())
    purchase = place_basket(basket)
    pay(till, purchase)
    return purchase


def pay(till: FakeStripe, purchase: Purchase) -> None:
    attempt = start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    sync(attempt)


def test_a_dropped_choice_can_only_be_taken_out(client: Client, scarf: Listing) -> None:
    put_in(client, scarf, "1")
    record = scarf.variants.get().stock_record
    record.price = None
    record.save()

    page = client.get("/basket/")

    (line,) = page.context["contents"].lines
    assert line.problem.value == "withdrawn"
    assert put_in(client, scarf, "1").status_code == 404
