from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from oscar.apps.basket.models import Basket
from pytest_django.fixtures import DjangoAssertNumQueries

from community.people.models import User
from shop.fulfilment.models import Shipment
from shop.listings.models import Listing
from shop.payments.models import Attempt, Payment
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing, make_photo, make_seller, seller_of
from tests.sold import make_purchase
from tests.till import place_lines

State = Purchase.State


@pytest.fixture
def scarf(mali: User) -> Listing:
    make_delivery(seller_of(mali))
    return make_listing(seller_of(mali), "890.00")


@pytest.fixture
def as_somchai(client: Client, somchai: User) -> Client:
    client.force_login(somchai)
    return client


def page_of(client: Client, purchase: Purchase) -> str:
    response = client.get(purchase.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_an_unpaid_purchase_says_how_long_and_where_to_pay(
    as_somchai: Client, somchai: User, scarf: Listing
) -> None:
    purchase = make_purchase(scarf, user=somchai, state=State.AWAITING_PAYMENT)

    page = page_of(as_somchai, purchase)

    assert f"/pay/{purchase.number}/" in page
    assert "data-countdown" in page
    assert "ชำระ ฿930" in page


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (State.PAID, "ชำระเงินเรียบร้อยแล้ว"),
        (State.EXPIRED, "หมดเวลาชำระเงินแล้ว"),
        (State.CANCELLED, "คุณยกเลิกคำสั่งซื้อนี้"),
    ],
)
def test_each_state_has_plain_words_and_no_pay_link(
    as_somchai: Client, somchai: User, scarf: Listing, state: str, says: str
) -> None:
    purchase = make_purchase(scarf, user=somchai, state=state)

    page = page_of(as_somchai, purchase)

    assert says in page
    assert f"/pay/{purchase.number}/" not in page


def test_a_purchase_whose_time_is_over_ends_when_it_is_looked_at(
    as_somchai: Client, somchai: User, scarf: Listing
) -> None:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    purchase = make_purchase(scarf, user=somchai, state=State.AWAITING_PAYMENT, at=an_hour_ago)

    page_of(as_somchai, purchase)

    purchase.refresh_from_db()
    assert purchase.state == State.EXPIRED


def test_it_shows_what_each_shop_sends_and_where_the_parcel_is(
    as_somchai: Client, somchai: User, scarf: Listing
) -> None:
    make_photo(scarf, key="a" * 40)
    purchase = make_purchase(scarf, user=somchai, quantity=2)
    share = purchase.seller_orders.get()
    SellerOrder.objects.filter(pk=share.pk).update(
        state=SellerOrder.State.SHIPPED, shipped_at=timezone.now()
    )
    Shipment.objects.create(
        seller_order=share, carrier="thailand_post", tracking_number="EY145587896TH"
    )

    page = page_of(as_somchai, purchase)

    assert "กี่แม่มะลิ" in page
    assert "2 × ฿890" in page
    assert f"/media/photos/{'a' * 40}/" in page
    assert "trackNumber=EY145587896TH" in page


def test_vat_is_shown_inside_the_price(as_somchai: Client, somchai: User, scarf: Listing) -> None:
    purchase = make_purchase(scarf, user=somchai)
    purchase.seller_orders.update(vat_percent=Decimal("7.00"), vat=Decimal("60.84"))

    page = page_of(as_somchai, purchase)

    assert "รวมภาษีมูลค่าเพิ่ม 7 % แล้ว" in page
    assert "฿60.84" in page


def test_money_that_goes_back_is_said_aloud(
    as_somchai: Client, somchai: User, scarf: Listing
) -> None:
    purchase = make_purchase(scarf, user=somchai, state=State.EXPIRED)
    payment, _ = Payment.objects.get_or_create(
        purchase=purchase, defaults={"amount": purchase.total}
    )
    attempt = Attempt.objects.create(
        payment=payment,
        number=9,
        method="promptpay",
        state=Attempt.State.SUCCEEDED,
        idempotency_key="late",
        amount=purchase.total,
    )
    Refund.objects.create(
        purchase=purchase,
        attempt=attempt,
        key="late",
        amount=Decimal("930.00"),
        reason="late",
        way="manual",
        state="approved",
    )

    assert "เราต้องคืนเงินให้คุณ ฿930" in page_of(as_somchai, purchase)


def test_english_is_complete(as_somchai: Client, somchai: User, scarf: Listing) -> None:
    as_somchai.cookies["talat_language"] = "en"
    purchase = make_purchase(scarf, user=somchai)

    page = page_of(as_somchai, purchase)

    assert "Thank you, it is paid" in page
    assert "Mali&#x27;s Loom" in page


def test_what_people_typed_is_escaped(as_somchai: Client, somchai: User, scarf: Listing) -> None:
    purchase = make_purchase(scarf, user=somchai, name="<img src=x>", note="<script>1</script>")

    page = page_of(as_somchai, purchase)

    assert "<img src=x>" not in page
    assert "<script>1" not in page


def test_it_costs_the_same_with_three_more_shops(
    as_somchai: Client,
    somchai: User,
    scarf: Listing,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    others = [
        make_listing(make_seller(f"s{n}", name_th=f"ร้าน {n}"), slug=f"g{n}") for n in range(3)
    ]
    purchase = make_purchase(scarf, *others, user=somchai)

    with django_assert_max_num_queries(10):
        page_of(as_somchai, purchase)


def test_cancelling_gives_the_goods_back_and_fills_the_basket(
    client: Client, scarf: Listing
) -> None:
    purchase = place_lines((scarf, 2))
    client.get(f"{purchase.get_absolute_url()}?t={purchase.token}")

    answer = client.post(f"{purchase.get_absolute_url()}cancel/")

    purchase.refresh_from_db()
    basket = Basket.objects.get(status=Basket.OPEN)
    assert purchase.state == State.CANCELLED
    assert answer["Location"] == "/basket/"
    assert basket.lines.get().quantity == 2
    assert "กี่แม่มะลิ" in client.get("/basket/").content.decode()


def test_a_paid_purchase_is_not_cancelled(
    as_somchai: Client, somchai: User, scarf: Listing
) -> None:
    purchase = make_purchase(scarf, user=somchai)

    answer = as_somchai.post(f"{purchase.get_absolute_url()}cancel/")

    purchase.refresh_from_db()
    assert answer["Location"] == purchase.get_absolute_url()
    assert purchase.state == State.PAID


def test_nobody_else_cancels_it(client: Client, krit: User, scarf: Listing) -> None:
    purchase = make_purchase(scarf, state=State.AWAITING_PAYMENT)
    client.force_login(krit)

    posted = client.post(f"{purchase.get_absolute_url()}cancel/")
    asked = client.get(f"{purchase.get_absolute_url()}cancel/")

    purchase.refresh_from_db()
    assert (posted.status_code, asked.status_code) == (404, 405)
    assert purchase.state == State.AWAITING_PAYMENT
