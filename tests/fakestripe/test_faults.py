"""Fault switches: how a request can fail, and whether it took effect."""

from __future__ import annotations

import time

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .conftest import client_of
from .requests_made import card_intent

pytestmark = pytest.mark.sandbox_only
NAMED = {"idempotency_key": "purchase-1001"}


def made(fake: FakeStripe) -> int:
    return len(fake.account().newest("payment_intent"))


@pytest.mark.parametrize(
    ("kind", "error", "effect"),
    [
        ("429", stripe.RateLimitError, 0),
        ("402", stripe.CardError, 0),
        ("500", stripe.APIError, 0),
        ("500_saved", stripe.APIError, 0),
        ("500_after", stripe.APIError, 1),
        ("timeout_before", stripe.APIConnectionError, 0),
        ("timeout_after", stripe.APIConnectionError, 1),
        ("reset", stripe.APIConnectionError, 0),
        ("reset_after", stripe.APIConnectionError, 1),
        ("garbage", stripe.APIError, 1),
        ("garbage_bytes", UnicodeDecodeError, 1),  # not one of the client's own errors
    ],
)
def test_a_request_fails(
    sandbox: FakeStripe, kind: str, error: type[Exception], effect: int
) -> None:
    hasty = client_of(sandbox, timeout=0.3)
    sandbox.faults.add(kind, seconds=0.6)

    with pytest.raises(error):
        hasty.v1.payment_intents.create(card_intent())

    time.sleep(0.05)
    assert made(sandbox) == effect


def test_a_hanging_request_is_closed_in_the_end(sandbox: FakeStripe, shop: StripeClient) -> None:
    sandbox.faults.add("timeout_after", seconds=0.1)

    with pytest.raises(stripe.APIConnectionError):
        shop.v1.payment_intents.create(card_intent())

    assert made(sandbox) == 1


def test_a_slow_answer_arrives(sandbox: FakeStripe, shop: StripeClient) -> None:
    sandbox.faults.add("slow", seconds=0.3)

    began = time.monotonic()
    intent = shop.v1.payment_intents.create(card_intent())

    assert intent.amount == 42_000
    assert time.monotonic() - began > 0.25


@pytest.mark.parametrize("kind", ["timeout_after", "reset_after", "garbage"])
def test_a_retry_finds_what_was_done(sandbox: FakeStripe, shop: StripeClient, kind: str) -> None:
    sandbox.faults.add(kind, seconds=0.05)
    with pytest.raises(stripe.StripeError):
        shop.v1.payment_intents.create(card_intent(), NAMED)

    again = shop.v1.payment_intents.create(card_intent(), NAMED)

    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert made(sandbox) == 1


@pytest.mark.parametrize("kind", ["429", "500", "timeout_before", "reset"])
def test_a_retry_does_what_was_not_done(sandbox: FakeStripe, shop: StripeClient, kind: str) -> None:
    sandbox.faults.add(kind, seconds=0.05)
    with pytest.raises(stripe.StripeError):
        shop.v1.payment_intents.create(card_intent(), NAMED)

    again = shop.v1.payment_intents.create(card_intent(), NAMED)

    assert "Idempotent-Replayed" not in again.last_response.headers
    assert made(sandbox) == 1


@pytest.mark.parametrize(("kind", "effect"), [("500_saved", 0), ("500_after", 1)])
def test_a_saved_error_stays_under_its_key(
    sandbox: FakeStripe, shop: StripeClient, kind: str, effect: int
) -> None:
    sandbox.faults.add(kind)

    for _ in range(3):
        with pytest.raises(stripe.APIError):
            shop.v1.payment_intents.create(card_intent(), NAMED)

    assert made(sandbox) == effect


def test_the_client_retries_by_itself(sandbox: FakeStripe) -> None:
    patient = client_of(sandbox, retries=2)
    sandbox.faults.add("reset_after")

    patient.v1.payment_intents.create(card_intent())

    assert made(sandbox) == 1


def test_a_fault_lasts_as_often_as_told(sandbox: FakeStripe, shop: StripeClient) -> None:
    sandbox.faults.add("500", times=2)

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            shop.v1.balance.retrieve()

    assert shop.v1.balance.retrieve().object == "balance"


def test_a_fault_waits_for_its_path(sandbox: FakeStripe, shop: StripeClient) -> None:
    sandbox.faults.add("500", path="/v1/payment_intents/*/cancel", method="POST")

    intent = shop.v1.payment_intents.create(card_intent())
    with pytest.raises(stripe.APIError):
        shop.v1.payment_intents.cancel(intent.id)

    assert shop.v1.payment_intents.retrieve(intent.id).status == "requires_confirmation"


def test_faults_can_be_called_off(sandbox: FakeStripe, shop: StripeClient) -> None:
    sandbox.faults.add("500", times=9)

    sandbox.faults.clear()

    assert shop.v1.balance.retrieve().object == "balance"


def test_a_fault_that_is_none_is_refused(sandbox: FakeStripe) -> None:
    with pytest.raises(ValueError, match="unknown fault"):
        sandbox.faults.add("explode")
