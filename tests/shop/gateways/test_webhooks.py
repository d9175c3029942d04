"""Abuse cases 8–11: late, duplicate, reordered, forged and foreign events."""

from __future__ import annotations

import copy
import json
import random
import time
from typing import Any

import pytest
from django.test import Client

from community.sellers.models import Seller
from shop.gateways import inbox
from shop.gateways.models import WebhookEvent
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing
from tests.fakestripe import WEBHOOK_SECRET, FakeStripe
from tests.fakestripe.signing import header
from tests.till import deliver, events, place_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def purchase(till: FakeStripe, scarf: Listing) -> Purchase:
    return place_lines((scarf, 1))


@pytest.fixture
def paid_event(till: FakeStripe, purchase: Purchase) -> dict[str, Any]:
    """The gateway's news of a payment that the shop has not heard of."""
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    return events("payment_intent.succeeded")[0]


def state(purchase: Purchase) -> str:
    purchase.refresh_from_db()
    return purchase.state


@pytest.mark.parametrize("tampering", ["wrong_secret", "old_timestamp", "unsigned"])
def test_it_refuses_a_forged_event(
    purchase: Purchase, paid_event: dict[str, Any], tampering: str
) -> None:
    status = deliver(paid_event, tampering=tampering)

    assert status == 400
    assert not WebhookEvent.objects.exists()
    assert state(purchase) == "awaiting_payment"


def test_it_refuses_an_altered_body(purchase: Purchase, paid_event: dict[str, Any]) -> None:
    altered = json.dumps({**paid_event, "livemode": True})

    assert deliver(paid_event, body=altered) == 400
    assert not WebhookEvent.objects.exists()


def test_it_refuses_a_timestamp_from_the_future(
    purchase: Purchase, paid_event: dict[str, Any]
) -> None:
    text = json.dumps(paid_event)
    signature = header(text, WEBHOOK_SECRET, int(time.time()) + 4000)

    answer = Client().post(
        "/webhooks/stripe/",
        text,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )

    assert answer.status_code == 400


@pytest.mark.parametrize("body", ["", "[]", "{}", "nonsense", '{"id": 1, "type": null}', "\x00"])
def test_a_signed_body_that_is_no_event_is_refused(till: FakeStripe, body: str) -> None:
    signature = header(body, WEBHOOK_SECRET, int(time.time()))

    answer = Client().post(
        "/webhooks/stripe/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )

    assert answer.status_code == 400


def test_while_a_secret_is_changed_both_are_good(
    purchase: Purchase, paid_event: dict[str, Any], settings: Any
) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", WEBHOOK_SECRET]

    assert deliver(paid_event) == 200
    assert deliver(paid_event, tampering="two_signatures") == 200
    assert state(purchase) == "paid"


def test_a_replay_has_one_effect(purchase: Purchase, paid_event: dict[str, Any]) -> None:
    for _ in range(50):
        assert deliver(paid_event) == 200

    assert WebhookEvent.objects.count() == 1
    assert purchase.history.filter(what="paid").count() == 1


def test_a_thousand_copies_under_new_ids_have_one_effect(
    purchase: Purchase, paid_event: dict[str, Any]
) -> None:
    for number in range(1000):
        kept = inbox.store({**paid_event, "id": f"evt_{number}"})
        if number % 100 == 0:
            inbox.process_event(kept.pk)

    assert purchase.history.filter(what="paid").count() == 1
    assert not Refund.objects.exists()


@pytest.mark.parametrize("seed", range(6))
def test_any_order_ends_the_same(till: FakeStripe, purchase: Purchase, seed: int) -> None:
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")
    heard = events()
    random.Random(seed).shuffle(heard)

    for event in heard:
        assert deliver(event) == 200

    assert state(purchase) == "paid"
    assert purchase.history.filter(what="paid").count() == 1


def test_an_unknown_type_is_accepted(till: FakeStripe, paid_event: dict[str, Any]) -> None:
    event = {**paid_event, "id": "evt_new", "type": "cash_balance.funds_available"}

    assert deliver(event) == 200
    assert WebhookEvent.objects.get().state == "ignored"


def test_an_object_of_another_account_is_ignored(
    purchase: Purchase, paid_event: dict[str, Any]
) -> None:
    foreign = copy.deepcopy(paid_event)
    foreign["data"]["object"]["id"] = "pi_of_somebody_else"
    foreign["data"]["object"]["metadata"] = {}

    assert deliver(foreign) == 200
    assert WebhookEvent.objects.get().state == "ignored"
    assert state(purchase) == "awaiting_payment"


def test_our_key_on_a_foreign_object_pays_nothing(till: FakeStripe, purchase: Purchase) -> None:
    """An account that shares our webhook may write what it likes into its metadata."""
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    foreign = copy.deepcopy(events("payment_intent.succeeded")[0])
    Attempt.objects.update(gateway_id=None, intent_id=None, state="unknown")
    foreign["data"]["object"]["id"] = "pi_of_somebody_else"

    assert deliver(foreign) == 200
    assert WebhookEvent.objects.get().state == "ignored"
    assert state(purchase) == "awaiting_payment"


def test_a_live_event_has_no_say_in_a_test_shop(
    purchase: Purchase, paid_event: dict[str, Any]
) -> None:
    assert deliver({**paid_event, "livemode": True}) == 200

    assert WebhookEvent.objects.get().state == "ignored"
    assert state(purchase) == "awaiting_payment"


def test_what_the_event_says_is_not_believed(till: FakeStripe, purchase: Purchase) -> None:
    """A signed event may be days old: what counts is what the gateway says now."""
    attempt = paying.start(purchase, "promptpay")
    event = copy.deepcopy(events("payment_intent.created")[0])
    event["type"] = "payment_intent.succeeded"
    event["data"]["object"]["status"] = "succeeded"

    assert deliver(event) == 200

    attempt.refresh_from_db()
    assert (attempt.state, state(purchase)) == ("open", "awaiting_payment")


def test_a_failure_is_kept_and_tried_again(
    till: FakeStripe, purchase: Purchase, paid_event: dict[str, Any]
) -> None:
    till.faults.add("500", path="/v1/payment_intents/*", times=10)
    assert deliver(paid_event) == 200
    event = WebhookEvent.objects.get()
    assert (event.state, event.tries) == ("failed", 1)
    assert "OutcomeUnknown" in event.error

    till.faults.clear()
    assert inbox.process_event(event.pk) == "processed"
    assert state(purchase) == "paid"


def test_the_worker_takes_up_what_was_left(purchase: Purchase, paid_event: dict[str, Any]) -> None:
    kept = inbox.store(paid_event)
    assert inbox.retry_failed() == 0

    WebhookEvent.objects.filter(pk=kept.pk).update(received_at="2026-01-01T00:00:00+07:00")
    assert inbox.retry_failed() == 1
    assert state(purchase) == "paid"


def test_a_get_is_not_answered() -> None:
    assert Client().get("/webhooks/stripe/").status_code == 405


@pytest.mark.parametrize("stamp", ["9" * 5000, "²", "๑๒๓", "-1", "1e9", ""])
def test_a_timestamp_that_is_no_number_is_refused(till: FakeStripe, stamp: str) -> None:
    answer = Client().post(
        "/webhooks/stripe/",
        "{}",
        content_type="application/json",
        headers={"Stripe-Signature": f"t={stamp},v1=00".encode().decode("latin-1")},
    )

    assert answer.status_code == 400


def test_an_object_without_an_id_is_accepted(till: FakeStripe, paid_event: dict[str, Any]) -> None:
    event = {**paid_event, "id": "evt_balance", "type": "balance.available"}
    event["data"] = {"object": {"object": "balance", "note": "zero\u0000byte"}}

    assert deliver(event) == 200
    assert WebhookEvent.objects.get().state == "ignored"
