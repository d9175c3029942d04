from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.moves import mark_shipped
from shop.gateways.models import WebhookEvent
from shop.notify.models import Message
from shop.notify.telling import tell_paid
from shop.payments.models import Attempt
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller
from tests.sold import make_purchase

PAGES = [
    "/office/",
    "/office/purchases/",
    "/office/purchases/AAAA-2222/",
    "/office/webhooks/",
    "/office/refunds-due/",
]


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


@pytest.fixture
def purchase(malis_shop: Seller) -> Purchase:
    return make_purchase(make_listing(malis_shop, stock=99), number="AAAA-2222")


def make_event(object_id: str = "pi_AAAA-2222", **fields: Any) -> WebhookEvent:
    values = {
        "event_id": f"evt_{WebhookEvent.objects.count()}",
        "type": "payment_intent.succeeded",
        "state": WebhookEvent.State.PROCESSED,
        "payload": {"data": {"object": {"id": object_id}}},
        **fields,
    }
    return WebhookEvent.objects.create(object_id=object_id, **values)


def make_refund(purchase: Purchase, amount: str = "160.00") -> Refund:
    return Refund.objects.create(
        purchase=purchase,
        key=f"refund:{purchase.number}",
        state=Refund.State.APPROVED,
        attempt=purchase.payments.get().attempts.get(),
        amount=Decimal(amount),
        reason=Refund.Reason.LATE,
        way=Refund.Way.MANUAL,
    )


def found(client: Client, query: str) -> list[str]:
    page = client.get(f"/office/purchases/?{query}").context["page_obj"]
    return [purchase.number for purchase in page]


@pytest.mark.parametrize("url", PAGES)
def test_staff_see_the_office(office: Client, purchase: Purchase, url: str) -> None:
    assert office.get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_nobody_else_knows_that_it_is_there(
    client: Client, mali: User, somchai: User, purchase: Purchase, url: str
) -> None:
    assert client.get(url).status_code == 404
    for person in (mali, somchai):
        client.force_login(person)
        assert client.get(url).status_code == 404


def test_the_first_page_counts(office: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=99)
    make_purchase(listing)
    make_purchase(listing, at=timezone.now() - timedelta(days=2))
    make_purchase(listing, state=Purchase.State.AWAITING_PAYMENT)
    make_refund(make_purchase(listing, state=Purchase.State.EXPIRED))
    make_event(state=WebhookEvent.State.FAILED)

    figures = office.get("/office/").context["figures"]

    assert {row.state: row.count for row in figures.today} == {
        "awaiting_payment": 1,
        "paid": 1,
        "expired": 1,
        "cancelled": 0,
        "agreed": 0,
    }
    assert figures.paid_today == Decimal("160.00")
    assert (figures.unpaid, figures.to_pack, figures.webhooks_failed) == (1, 2, 1)
    assert (figures.refunds_due, figures.refunds_due_amount) == (1, Decimal("160.00"))


@pytest.mark.parametrize(
    "question",
    [
        "AAAA-2222",
        "aaaa-2222-1",
        "%23AAAA",
        "สมหญิง",
        "089 999 9999",
        "%2B66899999999",
        "๐๘๙๙๙๙๙๙๙๙",
        "somying@",
    ],
)
def test_a_purchase_is_found_as_people_ask_for_it(
    office: Client, malis_shop: Seller, question: str
) -> None:
    listing = make_listing(malis_shop)
    make_purchase(
        listing,
        number="AAAA-2222",
        name="สมหญิง ตั้งใจ",
        phone="+66899999999",
        email="somying@example.org",
    )
    make_purchase(listing, number="BBBB-3333")

    assert found(office, f"q={question}") == ["AAAA-2222"]


@pytest.mark.parametrize("question", ["%00", "%25", "_", "'", "x" * 5000, "-1"])
def test_a_strange_question_finds_nothing_and_breaks_nothing(
    office: Client, purchase: Purchase, question: str
) -> None:
    assert office.get(f"/office/purchases/?q={question}&state=nonsense&page=x").status_code == 200


def test_purchases_can_be_chosen_by_state(office: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    make_purchase(listing)
    make_purchase(listing, number="BBBB-3333", state=Purchase.State.EXPIRED)

    assert found(office, "state=expired") == ["BBBB-3333"]


def test_one_page_has_everything_of_a_purchase(
    office: Client, purchase: Purchase, mali: User
) -> None:
    make_event()
    make_event(object_id="pi_of_another", event_id="evt_of_another")
    record(purchase, "placed")
    tell_paid(purchase)
    mark_shipped(purchase.seller_orders.get(), mali, "flash", "TH0123456789")
    make_refund(purchase, "5.00")

    page = office.get("/office/purchases/AAAA-2222/").content.decode()

    for fact in (
        "สมชาย ใจดี",
        "081 000 0001",
        "somchai@example.org",
        "AAAA-2222-1",
        "Mali&#x27;s Loom",
        "Cotton hankie",
        "฿160.00",
        "฿6.00",
        "Flash Express",
        "TH0123456789",
        "pi_AAAA-2222",
        "Paid after the goods were given back",
        "evt_0",
        "Consumed",
        "To the seller: please pack",
        "mali@example.org",
        "Placed",
        "carrier flash",
    ):
        assert fact in page, fact
    assert "evt_of_another" not in page


def test_messages_of_another_purchase_stay_there(
    office: Client, purchase: Purchase, malis_shop: Seller
) -> None:
    tell_paid(make_purchase(make_listing(malis_shop, slug="mats"), number="AAAA-3333"))

    dossier = office.get("/office/purchases/AAAA-2222/").context["dossier"]

    assert Message.objects.exists()
    assert list(dossier.messages) == []


def test_failed_webhooks_come_first(office: Client) -> None:
    make_event(event_id="evt_failed", state=WebhookEvent.State.FAILED, error="Boom: no such intent")
    make_event(event_id="evt_done")
    make_event(event_id="evt_new", state=WebhookEvent.State.RECEIVED)

    answer = office.get("/office/webhooks/")

    events = [event.event_id for event in answer.context["page_obj"]]
    assert events == ["evt_failed", "evt_new", "evt_done"]
    assert "Boom: no such intent" in answer.content.decode()


def test_a_webhook_can_be_tried_again(office: Client) -> None:
    event = make_event(
        type="radar.unheard_of",
        state=WebhookEvent.State.FAILED,
        payload={"data": {"object": {"id": "x"}}},
    )

    answer = office.post(
        f"/office/webhooks/{event.pk}/retry/", {"next": "/office/webhooks/?state=failed"}
    )

    event.refresh_from_db()
    assert answer.headers["Location"] == "/office/webhooks/?state=failed"
    assert event.state == WebhookEvent.State.IGNORED


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", ""]
)
def test_trying_again_leads_nowhere_else(office: Client, target: str) -> None:
    event = make_event(type="radar.unheard_of", state=WebhookEvent.State.FAILED)

    answer = office.post(f"/office/webhooks/{event.pk}/retry/", {"next": target})

    assert answer.headers["Location"] == "/office/webhooks/"


def test_only_staff_try_again(client: Client, mali: User) -> None:
    event = make_event(type="radar.unheard_of", state=WebhookEvent.State.FAILED)
    client.force_login(mali)

    assert client.post(f"/office/webhooks/{event.pk}/retry/").status_code == 404

    event.refresh_from_db()
    assert event.state == WebhookEvent.State.FAILED


def test_trying_again_is_a_post(office: Client) -> None:
    event = make_event(state=WebhookEvent.State.FAILED)

    assert office.get(f"/office/webhooks/{event.pk}/retry/").status_code == 405


def test_refunds_due_are_listed(office: Client, purchase: Purchase) -> None:
    make_refund(purchase)

    page = office.get("/office/refunds-due/").content.decode()

    for fact in ("AAAA-2222", "฿160.00", "By bank transfer"):
        assert fact in page


@pytest.mark.parametrize("url", [page for page in PAGES if "AAAA" not in page])
def test_the_queries_do_not_grow(office: Client, purchase: Purchase, url: str) -> None:
    fill(purchase, 1)
    few = count_queries(office, url)
    for number in range(10):
        goods = make_listing(make_seller(f"seller-{number}"), slug=f"goods-{number}")
        fill(make_purchase(goods), 1)

    assert count_queries(office, url) == few


def test_the_queries_of_one_purchase_do_not_grow(office: Client, malis_shop: Seller) -> None:
    sellers = [make_seller(f"seller-{number}") for number in range(6)]
    goods = [make_listing(seller, slug=f"goods-{seller.pk}") for seller in sellers]
    fill(make_purchase(goods[0], number="AAAA-2222"), 1)
    fill(make_purchase(*goods, number="BBBB-3333"), 8)

    few = count_queries(office, "/office/purchases/AAAA-2222/")
    many = count_queries(office, "/office/purchases/BBBB-3333/")

    assert many == few


def fill(purchase: Purchase, times: int) -> None:
    """Give a purchase history, messages, events, attempts and a refund due."""
    tell_paid(purchase)
    make_refund(purchase)
    for number in range(times):
        record(purchase, "placed", seller_order=purchase.seller_orders.first())
        make_event(object_id=f"pi_{purchase.number}", state=WebhookEvent.State.FAILED)
        Attempt.objects.create(
            payment=purchase.payments.get(),
            number=number + 2,
            method=Attempt.Method.CARD,
            state=Attempt.State.FAILED,
            idempotency_key=f"{purchase.number}-{number + 2}",
            gateway_id=f"cs_{purchase.number}_{number}",
            amount=purchase.total,
        )


def count_queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
