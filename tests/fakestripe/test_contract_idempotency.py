"""Idempotency keys: one effect, however often a request comes."""

from __future__ import annotations

import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .conftest import client_of
from .requests_made import card_intent, paid_by_card


@pytest.fixture
def named() -> dict[str, str]:
    return {"idempotency_key": f"purchase-{uuid.uuid4()}"}


def intents(client: StripeClient) -> int:
    return len(client.v1.payment_intents.list({"limit": 100}).data)


def test_the_same_request_makes_one_object(client: StripeClient, named) -> None:
    first = client.v1.payment_intents.create(card_intent(), named)

    again = client.v1.payment_intents.create(card_intent(), named)

    assert again.id == first.id


def test_an_answer_says_that_it_is_a_replay(client: StripeClient, named) -> None:
    first = client.v1.payment_intents.create(card_intent(), named)

    again = client.v1.payment_intents.create(card_intent(), named)

    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"


def test_a_replay_shows_the_object_as_it_was(client: StripeClient, named) -> None:
    first = client.v1.payment_intents.create(card_intent(), named)
    client.v1.payment_intents.cancel(first.id)

    again = client.v1.payment_intents.create(card_intent(), named)

    assert again.status == "requires_confirmation"


def test_without_a_key_every_request_counts(client: StripeClient) -> None:
    first = client.v1.payment_intents.create(card_intent())

    assert client.v1.payment_intents.create(card_intent()).id != first.id


def test_other_parameters_are_refused(client: StripeClient, named) -> None:
    client.v1.payment_intents.create(card_intent(), named)

    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.payment_intents.create(card_intent(amount=50_000), named)

    assert refused.value.http_status == 400


def test_another_endpoint_is_refused(client: StripeClient, named) -> None:
    intent = client.v1.payment_intents.create(card_intent(), named)

    with pytest.raises(stripe.IdempotencyError):
        client.v1.payment_intents.confirm(intent.id, {}, named)


def test_a_decline_is_replayed(client: StripeClient, named) -> None:
    params = card_intent(payment_method="pm_card_chargeDeclined", confirm=True)
    seen = []

    for _ in range(2):
        with pytest.raises(stripe.CardError) as declined:
            client.v1.payment_intents.create(params, named)
        seen.append(declined.value.error.payment_intent.id)

    assert seen[0] == seen[1]


def test_a_refused_parameter_leaves_the_key_free(client: StripeClient, named) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create(card_intent(colour="red"), named)

    assert client.v1.payment_intents.create(card_intent(), named).id.startswith("pi_")


def test_a_key_of_255_characters_is_taken(client: StripeClient) -> None:
    key = uuid.uuid4().hex.ljust(255, "x")

    made = client.v1.payment_intents.create(card_intent(), {"idempotency_key": key})

    assert made.id.startswith("pi_")


def test_a_key_of_256_characters_is_refused(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create(card_intent(), {"idempotency_key": "x" * 256})

    assert refused.value.http_status == 400


def test_a_refund_goes_back_once(client: StripeClient, named) -> None:
    intent = paid_by_card(client)
    params = {"payment_intent": intent.id, "amount": 2_000}

    client.v1.refunds.create(params, named)
    client.v1.refunds.create(params, named)

    assert len(client.v1.refunds.list({"payment_intent": intent.id}).data) == 1


@pytest.mark.sandbox_only
def test_keys_of_two_accounts_do_not_meet(client: StripeClient, client_with, named) -> None:
    other = client_with(f"sk_test_{uuid.uuid4().hex}")

    first = client.v1.payment_intents.create(card_intent(), named)
    second = other.v1.payment_intents.create(card_intent(), named)

    assert first.id != second.id


@pytest.mark.sandbox_only
def test_parallel_requests_make_one_object(client: StripeClient, named) -> None:
    def one(_: int) -> str:
        try:
            return client.v1.payment_intents.create(card_intent(), named).id
        except stripe.StripeError as error:
            return str(error.error.code)

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(one, range(16)))

    assert intents(client) == 1
    assert len(answers - {"idempotency_key_in_use"}) == 1


@pytest.mark.sandbox_only
def test_a_key_in_use_is_a_conflict(sandbox: FakeStripe, shop: StripeClient, named) -> None:
    sandbox.faults.add("busy", seconds=0.5)
    first = threading.Thread(target=shop.v1.payment_intents.create, args=(card_intent(), named))
    first.start()
    time.sleep(0.2)

    with pytest.raises(stripe.StripeError) as refused:
        shop.v1.payment_intents.create(card_intent(), named)

    first.join()
    assert refused.value.http_status == 409
    assert refused.value.error.code == "idempotency_key_in_use"
    assert intents(shop) == 1


@pytest.mark.sandbox_only
def test_the_client_waits_a_conflict_out(sandbox: FakeStripe, named) -> None:
    patient = client_of(sandbox, retries=3)
    sandbox.faults.add("busy", seconds=0.3)
    first = threading.Thread(target=patient.v1.payment_intents.create, args=(card_intent(), named))
    first.start()
    time.sleep(0.1)

    again = patient.v1.payment_intents.create(card_intent(), named)

    first.join()
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert intents(patient) == 1


@pytest.mark.sandbox_only
@pytest.mark.parametrize(("hours", "same"), [(23, True), (24, False)])
def test_a_key_is_kept_for_a_day(
    sandbox: FakeStripe, shop: StripeClient, named, hours: int, same: bool
) -> None:
    first = shop.v1.payment_intents.create(card_intent(), named)

    sandbox.advance(hours * 60 * 60)
    again = shop.v1.payment_intents.create(card_intent(), named)

    assert (again.id == first.id) is same
