"""Fill baskets, place purchases and pay them, as the screens do, for tests of money and stock."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import stripe
from django.test import Client
from oscar.apps.basket.models import Basket

from community.people.models import User
from shop.basket.contents import read_contents
from shop.delivery.models import DeliveryMethod
from shop.listings.models import Listing, Variant
from shop.partner.strategy import Strategy
from shop.purchases.contact import Contact
from shop.purchases.models import Purchase
from shop.purchases.placing import place
from shop.purchases.quote import build_quote
from shop.ways.registry import offers
from tests.fakestripe import WEBHOOK_SECRET, FakeStripe
from tests.fakestripe.signing import header

CONTACT = Contact(
    name="สมชาย ใจดี",
    phone="+66810000001",
    email="somchai@example.org",
    address="12/3 ถนนท่าแพ",
    subdistrict="ช้างคลาน",
    district="เมืองเชียงใหม่",
    province_code="50",
    province_name="เชียงใหม่",
    postcode="50100",
)


def fill_basket(*wanted: tuple[Listing | Variant, int], owner: User | None = None) -> Basket:
    """Return an open basket with these lines, written as Oscar writes them."""
    basket = Basket.objects.create(owner=owner)
    basket.strategy = Strategy()
    for thing, quantity in wanted:
        variant = thing if isinstance(thing, Variant) else thing.variants.get()
        record = variant.stock_record
        basket.lines.create(
            line_reference=f"{variant.product_id}_{record.pk}",
            product=variant.product,
            stockrecord=record,
            quantity=quantity,
            price_currency="THB",
            price_excl_tax=record.price,
            price_incl_tax=record.price,
        )
    return basket


def first_choices(basket: Basket) -> dict[str, int]:
    """Return each seller's first delivery method as the buyer's choice."""
    chosen: dict[str, int] = {}
    for group in read_contents(basket).groups:
        method = DeliveryMethod.objects.filter(seller=group.seller, is_active=True).first()
        assert method is not None, "the test needs make_delivery(seller)"
        chosen[str(group.seller.pk)] = method.pk
    return chosen


def shown_to_buyer(
    basket: Basket, choices: dict[str, int] | None = None, contact: Contact = CONTACT
) -> str:
    basket = Basket.objects.get(pk=basket.pk)
    chosen = choices or first_choices(basket)
    quote = build_quote(read_contents(basket), chosen, contact.digest())
    return quote.shown({offer.code: offer.fee for offer in offers(quote)})


def place_basket(basket: Basket, contact: Contact = CONTACT, **options: Any) -> Purchase:
    choices = options.pop("choices", None) or first_choices(Basket.objects.get(pk=basket.pk))
    shown = options.pop("shown", None) or shown_to_buyer(basket, choices, contact)
    way = options.get("way", "promptpay")
    user = options.get("user")
    return place(basket.pk, contact, choices, shown, user=user, language="th", way=way)


def place_lines(*wanted: tuple[Listing | Variant, int], **options: Any) -> Purchase:
    return place_basket(fill_basket(*wanted, owner=options.get("user")), **options)


@pytest.fixture
def till(settings: Any) -> Iterator[FakeStripe]:
    """A payment sandbox of the test's own; its webhooks wait until the test hands them over."""
    with FakeStripe() as fake:
        settings.STRIPE_SECRET_KEY = f"sk_test_{uuid.uuid4().hex}"
        settings.STRIPE_API_BASE = fake.url
        settings.STRIPE_WEBHOOK_SECRETS = [WEBHOOK_SECRET]
        settings.STRIPE_TIMEOUT_SECONDS = 2
        settings.MARKETPLACE_EMAIL = "payments@market.example"
        settings.SITE_URL = "http://testserver"
        yield fake


def gateway_client() -> stripe.StripeClient:
    from shop.gateways.stripe_gateway import client

    return client()


def events(*types: str) -> list[dict[str, Any]]:
    """Return the gateway's events so far, oldest first."""
    found = [event.to_dict() for event in gateway_client().v1.events.list({"limit": 100}).data]
    found.reverse()
    return [event for event in found if not types or event["type"] in types]


def deliver(event: dict[str, Any], *, tampering: str = "", body: str = "") -> int:
    """Post an event to the webhook as the gateway does; return the status of the answer."""
    text = json.dumps(event)
    signature = header(text, WEBHOOK_SECRET, int(time.time()), tampering)
    answer = Client().post(
        "/webhooks/stripe/",
        body or text,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )
    return answer.status_code
