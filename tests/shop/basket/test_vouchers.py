from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer, Range
from oscar.apps.order.models import OrderDiscount
from oscar.apps.voucher.models import Voucher

from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.listings.models import Listing
from shop.payments.beginning import begin
from shop.payments.models import Attempt
from shop.payments.payable import NotPayable
from shop.payments.paying import start, sync
from shop.purchases.expiry import cancel, expire
from shop.purchases.placing import NotPlaced, VoucherRefused
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing, variant_of
from tests.fakestripe import FakeStripe
from tests.till import fill_basket, first_choices, place_basket, shown_to_buyer

pytestmark = pytest.mark.django_db


def make_voucher(code: str = "LOI100", *, percent: int = 10, **fields: Any) -> Voucher:
    everything = Range.objects.create(name=f"All {code}", includes_all_products=True)
    offer = ConditionalOffer.objects.create(
        name=f"Offer {code}",
        offer_type=ConditionalOffer.VOUCHER,
        condition=Condition.objects.create(range=everything, type=Condition.COUNT, value=1),
        benefit=Benefit.objects.create(
            range=everything, type=Benefit.PERCENTAGE, value=Decimal(percent)
        ),
    )
    now = timezone.now()
    values = {"start_datetime": now - timedelta(1), "end_datetime": now + timedelta(1), **fields}
    voucher = Voucher.objects.create(name=code, code=code, usage=Voucher.SINGLE_USE, **values)
    voucher.offers.add(offer)
    return voucher


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def use(client: Client, code: str) -> Any:
    return client.post("/basket/voucher/add/", {"code": code})


def test_a_code_takes_its_share_off(client: Client, scarf: Listing) -> None:
    make_voucher()
    client.post("/basket/add/", {"variant": variant_of(scarf).product_id, "quantity": 2})

    use(client, " loi100 ")

    contents = client.get("/basket/").context["contents"]
    assert (contents.goods, contents.discount) == (Decimal("1780.00"), Decimal("178.00"))


def test_wrong_and_expired_get_one_answer(client: Client, scarf: Listing) -> None:
    make_voucher("OLD", end_datetime=timezone.now() - timedelta(hours=1))

    answers = [use(client, code).context["voucher_error"] for code in ("OLD", "NOSUCH", "")]

    assert len(set(answers)) == 1


def test_guessing_is_slowed_down(client: Client, scarf: Listing) -> None:
    statuses = [use(client, f"GUESS{n}").status_code for n in range(15)]

    assert statuses[:10] == [422] * 10
    assert set(statuses[10:]) == {429}


def test_a_purchase_freezes_the_discount_share(scarf: Listing) -> None:
    basket = fill_basket((scarf, 2))
    basket.vouchers.add(make_voucher())

    purchase = place_basket(basket)

    seller_order = purchase.seller_orders.get()
    assert (purchase.discount, seller_order.discount) == (Decimal("178.00"), Decimal("178.00"))
    assert purchase.total == Decimal("1642.00")
    # Nobody said who bears it: the marketplace does, and the commission is of the whole price.
    assert seller_order.discount_elsewhere == Decimal("178.00")
    assert seller_order.commission == Decimal("89.00")
    assert OrderDiscount.objects.get().amount == Decimal("178.00")


def test_a_single_use_code_is_used_once(scarf: Listing) -> None:
    voucher = make_voucher()
    baskets = [fill_basket((scarf, 1)), fill_basket((scarf, 1))]
    for basket in baskets:
        basket.vouchers.add(voucher)
    shown = [(first_choices(basket), shown_to_buyer(basket)) for basket in baskets]
    place_basket(baskets[0], choices=shown[0][0], shown=shown[0][1])

    with pytest.raises(VoucherRefused):
        place_basket(baskets[1], choices=shown[1][0], shown=shown[1][1])


def test_a_cancelled_purchase_gives_the_code_back(scarf: Listing) -> None:
    voucher = make_voucher()
    basket = fill_basket((scarf, 1))
    basket.vouchers.add(voucher)

    cancel(place_basket(basket))

    assert not voucher.applications.exists()


def test_a_purchase_that_costs_nothing_is_paid_once(
    client: Client, malis_shop: Seller, till: FakeStripe
) -> None:
    make_delivery(malis_shop, price="0.00")
    basket = fill_basket((make_listing(malis_shop, "890.00", 5), 2))
    basket.vouchers.add(make_voucher(percent=100))
    purchase = place_basket(basket)
    assert purchase.total == Decimal("0.00")

    assert begin(purchase, "promptpay") == f"/orders/{purchase.number}/"
    with pytest.raises(NotPayable):
        begin(purchase, "card")

    purchase.refresh_from_db()
    assert (purchase.state, purchase.payments.get().state) == ("paid", "paid")
    assert not Attempt.objects.exists()
    assert all(finding.holds for finding in audit(gateway=True))


def test_a_code_that_took_nothing_off_is_not_used_up(scarf: Listing) -> None:
    idle, good = make_voucher("IDLE", percent=0), make_voucher("GOOD")
    basket = fill_basket((scarf, 1))
    basket.vouchers.add(idle, good)

    place_basket(basket)

    assert not idle.applications.exists()
    assert good.applications.count() == 1


def test_a_free_purchase_that_expired_is_not_paid(malis_shop: Seller, till: FakeStripe) -> None:
    make_delivery(malis_shop, price="0.00")
    basket = fill_basket((make_listing(malis_shop, "890.00", 5), 2))
    basket.vouchers.add(make_voucher(percent=100))
    purchase = place_basket(basket)
    expire(purchase)

    with pytest.raises(NotPayable):
        begin(purchase, "promptpay")

    assert all(finding.holds for finding in audit(gateway=False))


def test_an_offers_budget_is_not_spent_twice(scarf: Listing) -> None:
    voucher = make_voucher()
    Voucher.objects.update(usage=Voucher.MULTI_USE)
    ConditionalOffer.objects.update(max_discount=Decimal("100.00"))
    baskets = [fill_basket((scarf, 1)), fill_basket((scarf, 1))]
    for basket in baskets:
        basket.vouchers.add(voucher)
    shown = [(first_choices(basket), shown_to_buyer(basket)) for basket in baskets]
    place_basket(baskets[0], choices=shown[0][0], shown=shown[0][1])

    with pytest.raises(NotPlaced):
        place_basket(baskets[1], choices=shown[1][0], shown=shown[1][1])

    assert ConditionalOffer.objects.get().total_discount == Decimal("89.00")


def test_what_ends_unpaid_gives_the_offers_count_back(scarf: Listing, somchai: User) -> None:
    basket = fill_basket((scarf, 1), owner=somchai)
    basket.vouchers.add(make_voucher())

    expire(place_basket(basket, user=somchai))

    offer = ConditionalOffer.objects.get()
    assert (offer.num_orders, offer.num_applications, offer.total_discount) == (0, 0, 0)
    assert offer.get_num_user_applications(somchai) == 0


@pytest.mark.parametrize("used_meanwhile", [False, True])
def test_late_money_uses_the_code_again_or_goes_back(
    scarf: Listing, till: FakeStripe, used_meanwhile: bool
) -> None:
    voucher = make_voucher()
    basket = fill_basket((scarf, 1))
    basket.vouchers.add(voucher)
    purchase = place_basket(basket)
    attempt = start(purchase, "promptpay")
    expire(purchase)
    if used_meanwhile:
        other = fill_basket((scarf, 1))
        other.vouchers.add(voucher)
        place_basket(other)
    till.do(attempt.gateway_id or "", "pay")

    sync(attempt)

    purchase.refresh_from_db()
    assert purchase.state == ("expired" if used_meanwhile else "paid")
    assert voucher.applications.count() == 1
    assert Refund.objects.count() == int(used_meanwhile)
