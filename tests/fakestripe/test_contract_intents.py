"""Payment intents: their states, and what each state allows."""

from __future__ import annotations

from typing import Any

import pytest
import stripe
from stripe import StripeClient

from .requests_made import card_intent, charge_of, paid_by_card, promptpay_intent


def test_a_new_intent_asks_for_a_payment_method(client: StripeClient) -> None:
    params = {"amount": 42_000, "currency": "thb", "allowed_payment_method_types": ["card"]}

    intent = client.v1.payment_intents.create(params)

    assert intent.status == "requires_payment_method"
    assert (intent.amount, intent.amount_received, intent.currency) == (42_000, 0, "thb")
    assert intent.latest_charge is None
    assert intent.livemode is False
    assert intent.client_secret.startswith(f"{intent.id}_secret_")


def test_an_intent_with_a_method_asks_to_be_confirmed(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    assert intent.status == "requires_confirmation"
    assert intent.payment_method.startswith("pm_")


def test_it_offers_what_is_allowed_and_fits(client: StripeClient) -> None:
    params = card_intent(currency="usd", allowed_payment_method_types=["card", "promptpay"])

    intent = client.v1.payment_intents.create(params)

    assert intent.payment_method_types == ["card"]


def test_it_refuses_when_nothing_allowed_fits(client: StripeClient) -> None:
    params = {"amount": 42_000, "currency": "usd", "allowed_payment_method_types": ["promptpay"]}

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create(params)

    assert refused.value.http_status == 400


def test_allowed_and_excluded_methods_exclude_each_other(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create(card_intent(excluded_payment_method_types=["promptpay"]))


def test_dynamic_methods_want_a_way_back_at_confirmation(client: StripeClient) -> None:
    params = card_intent(confirm=True, automatic_payment_methods={"enabled": True})
    del params["allowed_payment_method_types"]

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create(params)

    assert "return_url" in str(refused.value)


def test_dynamic_methods_without_redirects_want_none(client: StripeClient) -> None:
    automatic = {"enabled": True, "allow_redirects": "never"}
    params = card_intent(confirm=True, automatic_payment_methods=automatic)
    del params["allowed_payment_method_types"]

    intent = client.v1.payment_intents.create(params)

    assert intent.status == "succeeded"


def test_a_confirmed_card_pays_at_once(client: StripeClient) -> None:
    intent = paid_by_card(client)

    assert intent.status == "succeeded"
    assert intent.amount_received == 42_000
    assert intent.next_action is None


def test_a_paid_intent_has_a_paid_charge(client: StripeClient) -> None:
    intent = paid_by_card(client, metadata={"purchase": "1001"})

    charge = charge_of(client, intent)

    assert (charge.status, charge.paid, charge.captured) == ("succeeded", True, True)
    assert (charge.amount, charge.amount_captured, charge.amount_refunded) == (42_000, 42_000, 0)
    assert charge.payment_intent == intent.id
    assert charge.metadata.to_dict() == {"purchase": "1001"}
    assert charge.payment_method_details.card.last4 == "4242"


def test_create_and_confirm_are_two_steps_as_well(client: StripeClient) -> None:
    params = {"amount": 42_000, "currency": "thb", "allowed_payment_method_types": ["card"]}
    intent = client.v1.payment_intents.create(params)

    confirmed = client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})

    assert (intent.status, confirmed.status) == ("requires_payment_method", "succeeded")


def test_it_cannot_confirm_without_a_method(client: StripeClient) -> None:
    params = {"amount": 42_000, "currency": "thb", "allowed_payment_method_types": ["card"]}
    intent = client.v1.payment_intents.create(params)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.confirm(intent.id)

    assert refused.value.code == "payment_intent_unexpected_state"


@pytest.mark.parametrize(
    ("verb", "params"),
    [("confirm", {}), ("cancel", {}), ("update", {"amount": 50_000})],
)
def test_a_paid_intent_is_final(client: StripeClient, verb: str, params: Any) -> None:
    intent = paid_by_card(client)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        getattr(client.v1.payment_intents, verb)(intent.id, params)

    assert refused.value.code == "payment_intent_unexpected_state"
    assert client.v1.payment_intents.retrieve(intent.id).amount == 42_000


def test_an_error_of_state_carries_the_intent(client: StripeClient) -> None:
    intent = paid_by_card(client)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.cancel(intent.id)

    assert refused.value.error.payment_intent.status == "succeeded"


@pytest.mark.parametrize("reason", ["abandoned", "duplicate", "requested_by_customer"])
def test_it_calls_an_unpaid_intent_off(client: StripeClient, reason: str) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    canceled = client.v1.payment_intents.cancel(intent.id, {"cancellation_reason": reason})

    assert (canceled.status, canceled.cancellation_reason) == ("canceled", reason)
    assert canceled.canceled_at is not None


@pytest.mark.parametrize("verb", ["confirm", "cancel"])
def test_a_canceled_intent_is_final(client: StripeClient, verb: str) -> None:
    intent = client.v1.payment_intents.create(card_intent())
    client.v1.payment_intents.cancel(intent.id)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        getattr(client.v1.payment_intents, verb)(intent.id)

    assert refused.value.code == "payment_intent_unexpected_state"


def test_it_changes_the_amount_of_an_unpaid_intent(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    changed = client.v1.payment_intents.update(intent.id, {"amount": 50_000})

    assert changed.amount == 50_000


def test_it_does_not_change_an_amount_to_less_than_ten_baht(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.update(intent.id, {"amount": 999})

    assert refused.value.code == "amount_too_small"


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"b": "2"}, {"a": "1", "b": "2"}),
        ({"a": "3"}, {"a": "3"}),
        ({"a": ""}, {}),
        ("", {}),
    ],
    ids=["adds", "replaces", "an empty value removes", "an empty text clears"],
)
def test_it_merges_metadata(client: StripeClient, change: Any, left: dict[str, str]) -> None:
    intent = client.v1.payment_intents.create(card_intent(metadata={"a": "1"}))

    changed = client.v1.payment_intents.update(intent.id, {"metadata": change})

    assert changed.metadata.to_dict() == left


def test_metadata_changes_after_payment_too(client: StripeClient) -> None:
    intent = paid_by_card(client)

    changed = client.v1.payment_intents.update(intent.id, {"metadata": {"seen": "yes"}})

    assert changed.metadata.to_dict() == {"seen": "yes"}


def test_a_method_that_is_not_allowed_is_refused(client: StripeClient) -> None:
    params = promptpay_intent(allowed_payment_method_types=["card"])

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create(params)
