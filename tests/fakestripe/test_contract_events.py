"""Events: what is told of, in which order, with what inside."""

from __future__ import annotations

import time

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .conftest import REAL_KEY
from .requests_made import card_intent, paid_by_card, promptpay_intent, session


def told(client: StripeClient, id_: str, **how: object) -> list[str]:
    """Return the types of events about one object, oldest first."""
    if REAL_KEY:
        time.sleep(2)  # the gateway writes its events a moment later
    listed = client.v1.events.list({"limit": 100, **how}).data
    return [event.type for event in reversed(listed) if event.data.object["id"] == id_]


def test_a_paid_intent_is_told_of(client: StripeClient) -> None:
    intent = paid_by_card(client)

    types = told(client, intent.id)

    assert set(types) == {"payment_intent.created", "payment_intent.succeeded"}


def test_its_charge_is_told_of(client: StripeClient) -> None:
    intent = paid_by_card(client)

    assert "charge.succeeded" in told(client, str(intent.latest_charge))


def test_a_declined_card_is_told_of(client: StripeClient) -> None:
    params = card_intent(payment_method="pm_card_chargeDeclined", confirm=True)
    with pytest.raises(stripe.CardError) as declined:
        client.v1.payment_intents.create(params)
    intent = declined.value.error.payment_intent

    assert "payment_intent.payment_failed" in told(client, intent.id)
    assert "charge.failed" in told(client, intent.latest_charge)


def test_a_code_to_scan_is_told_of(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(promptpay_intent(confirm=True))

    assert "payment_intent.requires_action" in told(client, intent.id)


def test_a_cancel_is_told_of(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())
    client.v1.payment_intents.cancel(intent.id)

    assert "payment_intent.canceled" in told(client, intent.id)


def test_a_refund_is_told_of(client: StripeClient) -> None:
    intent = paid_by_card(client)
    back = client.v1.refunds.create({"payment_intent": intent.id})

    assert "refund.created" in told(client, back.id)
    assert "charge.refunded" in told(client, str(intent.latest_charge))


def test_a_closed_session_is_told_of(client: StripeClient) -> None:
    made = client.v1.checkout.sessions.create(session())
    client.v1.checkout.sessions.expire(made.id)

    assert told(client, made.id) == ["checkout.session.expired"]


def test_events_are_listed_by_type(client: StripeClient) -> None:
    intent = paid_by_card(client)

    types = told(client, intent.id, types=["payment_intent.succeeded", "charge.succeeded"])

    assert types == ["payment_intent.succeeded"]


def test_an_event_holds_the_object_as_it_was(client: StripeClient) -> None:
    made = client.v1.payment_intents.create(card_intent())
    client.v1.payment_intents.cancel(made.id)
    told(client, made.id)

    listed = client.v1.events.list({"type": "payment_intent.created", "limit": 1})

    assert listed.data[0].data.object["status"] == "requires_confirmation"


def test_an_event_can_be_fetched_again(client: StripeClient) -> None:
    intent = paid_by_card(client)
    told(client, intent.id)
    event = client.v1.events.list({"type": "payment_intent.succeeded", "limit": 1}).data[0]

    again = client.v1.events.retrieve(event.id)

    assert (again.type, again.livemode) == ("payment_intent.succeeded", False)
    assert again.data.object["id"] == intent.id


def test_an_event_names_the_request_that_caused_it(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent(), {"idempotency_key": f"e{time.time()}"})
    told(client, intent.id)

    event = client.v1.events.list({"type": "payment_intent.created", "limit": 1}).data[0]

    assert event.request.id.startswith("req_")
    assert event.request.idempotency_key.startswith("e")


@pytest.mark.sandbox_only
def test_events_of_one_payment_come_in_order(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))
    sandbox.do(intent.id, "pay")

    types = [event.type for event in reversed(shop.v1.events.list().data)]

    assert types == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "charge.succeeded",
        "payment_intent.succeeded",
    ]


@pytest.mark.sandbox_only
@pytest.mark.parametrize(
    ("verb", "last"),
    [("succeed", "charge.refund.updated"), ("fail", "refund.failed")],
)
def test_the_end_of_a_refund_is_told_of(
    sandbox: FakeStripe, shop: StripeClient, verb: str, last: str
) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))
    sandbox.do(intent.id, "pay")
    back = shop.v1.refunds.create({"payment_intent": intent.id})

    sandbox.do(back.id, verb)

    assert told(shop, back.id)[0] == "refund.created"
    assert told(shop, back.id)[-1] == last
