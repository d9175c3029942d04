"""Who may ask, and what they may see."""

from __future__ import annotations

import base64
import uuid

import pytest
import requests
import stripe
from stripe import StripeClient

from .conftest import REAL_KEY, MakeClient
from .requests_made import card_intent, session

API = "https://api.stripe.com" if REAL_KEY else ""


def test_it_refuses_a_request_without_a_key(shared_sandbox) -> None:
    answer = requests.get(f"{API or shared_sandbox.url}/v1/balance", timeout=30)

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("key", ["sk_test_x", "nonsense", "whsec_1234567890"])
def test_it_refuses_a_key_it_does_not_know(client_with: MakeClient, key: str) -> None:
    with pytest.raises(stripe.AuthenticationError) as refused:
        client_with(key).v1.balance.retrieve()

    assert refused.value.http_status == 401


@pytest.mark.sandbox_only
def test_it_refuses_a_live_key(client_with: MakeClient) -> None:
    with pytest.raises(stripe.AuthenticationError):
        client_with("sk_live_1234567890").v1.balance.retrieve()


def test_it_hides_most_of_a_refused_key(client_with: MakeClient) -> None:
    key = "sk_fake_0123456789abcdefghij"

    with pytest.raises(stripe.AuthenticationError) as refused:
        client_with(key).v1.balance.retrieve()

    assert key not in str(refused.value)


def test_it_takes_a_key_by_basic_authentication(shared_sandbox, key: str) -> None:
    secret = base64.b64encode(f"{key}:".encode()).decode()

    answer = requests.get(
        f"{API or shared_sandbox.url}/v1/balance",
        headers={"Authorization": f"Basic {secret}"},
        timeout=30,
    )

    assert answer.status_code == 200


def test_it_names_every_request(client: StripeClient) -> None:
    balance = client.v1.balance.retrieve()

    assert balance.last_response.headers["Request-Id"].startswith("req_")


def test_it_names_the_request_in_an_error(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.retrieve("pi_nobody")

    assert refused.value.request_id.startswith("req_")


@pytest.mark.parametrize(
    ("service", "kind"),
    [
        ("payment_intents", "payment_intent"),
        ("charges", "charge"),
        ("refunds", "refund"),
        ("customers", "customer"),
        ("balance_transactions", "balance_transaction"),
        ("events", "event"),
        ("disputes", "dispute"),
        ("checkout.sessions", "checkout.session"),
    ],
)
def test_it_does_not_find_what_does_not_exist(
    client: StripeClient, service: str, kind: str
) -> None:
    found = client.v1
    for step in service.split("."):
        found = getattr(found, step)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        found.retrieve("nothing_of_the_kind")

    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")


def test_it_does_not_know_an_address_it_has_not(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.raw_request("get", "/v1/nothing_here")

    assert refused.value.http_status == 404


@pytest.mark.sandbox_only
@pytest.mark.parametrize("verb", ["retrieve", "confirm", "cancel"])
def test_another_account_does_not_find_an_intent(
    client: StripeClient, client_with: MakeClient, verb: str
) -> None:
    intent = client.v1.payment_intents.create(card_intent())
    krit = client_with(f"sk_test_{uuid.uuid4().hex}")

    with pytest.raises(stripe.InvalidRequestError) as refused:
        getattr(krit.v1.payment_intents, verb)(intent.id)

    assert refused.value.code == "resource_missing"
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_confirmation"


@pytest.mark.sandbox_only
def test_another_account_lists_nothing(client: StripeClient, client_with: MakeClient) -> None:
    client.v1.checkout.sessions.create(session())
    krit = client_with(f"sk_test_{uuid.uuid4().hex}")

    assert krit.v1.checkout.sessions.list().data == []
    assert krit.v1.events.list().data == []


@pytest.mark.sandbox_only
def test_restricted_keys_of_one_account_see_the_same(client_with: MakeClient) -> None:
    name = uuid.uuid4().hex
    payments = client_with(f"rk_test_{name}__payments")
    refunds = client_with(f"rk_test_{name}__refunds")

    intent = payments.v1.payment_intents.create(card_intent())

    assert refunds.v1.payment_intents.retrieve(intent.id).id == intent.id


def test_it_does_not_act_for_an_account_that_is_not_ours(client: StripeClient) -> None:
    with pytest.raises(stripe.PermissionError) as refused:
        client.v1.balance.retrieve({}, {"stripe_account": "acct_of_somebody_else"})

    assert refused.value.http_status == 403


@pytest.mark.sandbox_only
def test_the_sandbox_speaks_the_pinned_version_only(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.balance.retrieve({}, {"stripe_version": "2024-06-20"})

    assert refused.value.code == "sandbox_unsupported"
