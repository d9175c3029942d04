"""Attempts to pay less, to pay once for two, and to use a code twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from oscar.apps.basket.models import Basket
from oscar.apps.voucher.models import Voucher, VoucherApplication

from community.people.models import User
from community.sellers.models import Seller
from shop.commission.models import Rule
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.purchases.placing import NotPlaced
from tests.cast import make_delivery, make_listing, make_seller, make_user
from tests.fakestripe import FakeStripe
from tests.routes import own_routes
from tests.scene import Scene
from tests.shop.basket.test_vouchers import make_voucher
from tests.till import deliver, events, fill_basket, gateway_client, place_basket, place_lines

BUYERS = 20


def charged(purchase: Purchase) -> list[int]:
    """Return what each attempt at paying asks for at the gateway, in satang."""
    ids = Attempt.objects.filter(payment__purchase=purchase).values_list("intent_id", flat=True)
    return [gateway_client().v1.payment_intents.retrieve(intent).amount for intent in ids]


def buying(buyer: User, purchase: Purchase) -> Client:
    """Return the browser of a buyer who looks at the code to pay with."""
    client = Client()
    client.force_login(buyer)
    client.post(f"/pay/{purchase.number}/start/", {"method": "promptpay"})
    return client


@pytest.mark.django_db
def test_a_second_tab_changes_nothing_of_what_is_paid(
    till: FakeStripe, somchai: User, malis_shop: Seller
) -> None:
    make_delivery(malis_shop)
    listing = make_listing(malis_shop, "120.00", stock=9)
    purchase = place_lines((listing, 2), user=somchai)
    client = buying(somchai, purchase)
    before = (purchase.name, purchase.address, purchase.total)

    client.post("/basket/add/", {"variant": listing.product_id, "quantity": "5"})
    client.post("/checkout/contact/", {"name": "Krit", "address": "elsewhere"})
    client.post(f"/pay/{purchase.number}/start/", {"method": "promptpay", "amount": "100"})

    purchase.refresh_from_db()
    assert (purchase.name, purchase.address, purchase.total) == before
    assert charged(purchase) == [28000]


@pytest.mark.django_db
def test_a_seller_changes_no_price_and_no_share_after_the_order(
    till: FakeStripe, somchai: User, malis_shop: Seller
) -> None:
    make_delivery(malis_shop)
    purchase = place_lines((make_listing(malis_shop, "100.00"), 1), user=somchai)
    share = purchase.seller_orders.get()

    StockRecord.objects.update(price=Decimal("900.00"))
    Rule.objects.create(seller=malis_shop, percent=0, valid_from=timezone.localdate())
    buying(somchai, purchase)

    assert charged(purchase) == [14000]
    share.refresh_from_db()
    assert (share.goods, share.commission_percent) == (Decimal("100.00"), Decimal("5.00"))
    assert share.commission == Decimal("5.00")


@pytest.mark.django_db
def test_the_success_of_one_purchase_pays_no_other(
    till: FakeStripe, somchai: User, malis_shop: Seller
) -> None:
    make_delivery(malis_shop)
    listing = make_listing(malis_shop, stock=9)
    first, second = (place_lines((listing, 1), user=somchai) for _ in range(2))
    client = buying(somchai, first)
    buying(somchai, second)
    paid = Attempt.objects.get(payment__purchase=first)
    till.do(paid.gateway_id or "", "pay")
    for event in events("payment_intent.succeeded"):
        deliver(event)

    for query in (f"payment_intent={paid.intent_id}", "redirect_status=succeeded", "state=paid"):
        client.get(f"/pay/{second.number}/return/?{query}")
        client.get(f"/pay/{second.number}/state/?{query}")
        client.get(f"/orders/{second.number}/?{query}&t={first.token}")

    states = Purchase.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Purchase.State.PAID, Purchase.State.AWAITING_PAYMENT]


@pytest.mark.django_db
def test_a_token_opens_its_own_purchase_alone(till: FakeStripe) -> None:
    scene = Scene()
    client = scene.client("other_buyer")

    for token in (scene.paid.token, "", "0", scene.unpaid.token[:-1], "\x00", "ก"):
        client.get(f"/orders/{scene.unpaid.number}/", {"t": token})

    assert client.get(f"/orders/{scene.unpaid.number}/").status_code == 404
    assert client.get(f"/orders/{scene.paid.number}/").status_code == 404


@pytest.mark.django_db
def test_no_page_shows_a_token_or_a_key(till: FakeStripe) -> None:
    scene = Scene()
    secrets = [scene.paid.token, scene.unpaid.token, "sk_test", "whsec_", "_secret_"]

    for role in ("anonymous", "other_buyer", "owner", "staff"):
        client = scene.client(role)
        for route in own_routes():
            page = client.get(scene.path(route))
            text = b"" if page.streaming else page.content
            assert not [secret for secret in secrets if secret.encode() in text], route.name


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_use_a_code_once() -> None:
    seller = make_seller("mali")
    make_delivery(seller)
    listing = make_listing(seller, "500.00", stock=99)
    voucher = make_voucher("ONCE")
    baskets = [with_voucher(listing, number, voucher) for number in range(BUYERS)]
    start = Barrier(BUYERS)

    def press(basket: Basket) -> bool:
        start.wait()
        return is_placed(basket)

    with ThreadPoolExecutor(BUYERS) as people:
        placed = list(people.map(press, baskets))

    assert sum(placed) == 1
    assert Purchase.objects.count() == 1
    assert VoucherApplication.objects.count() == 1
    assert StockRecord.objects.get().num_allocated == 1


def with_voucher(listing: Listing, number: int, voucher: Voucher) -> Basket:
    owner = make_user(f"buyer-{number}@example.org")
    basket = fill_basket((listing, 1), owner=owner)
    basket.vouchers.add(voucher)
    return basket


def is_placed(basket: Basket) -> bool:
    try:
        place_basket(basket, user=User.objects.get(pk=basket.owner_id))
    except NotPlaced:
        return False
    finally:
        connections.close_all()
    return True
