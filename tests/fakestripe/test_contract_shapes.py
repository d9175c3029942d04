"""What comes back has the shape the client's own types describe: no key more, none missing."""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .requests_made import card_intent, charge_of, paid_by_card, promptpay_intent, session

KINDS = [
    stripe.PaymentIntent,
    stripe.Charge,
    stripe.Refund,
    stripe.checkout.Session,
    stripe.BalanceTransaction,
    stripe.Balance,
    stripe.Event,
    stripe.Customer,
    stripe.PaymentMethod,
    stripe.LineItem,
]


def one_of_each(client: StripeClient) -> dict[str, Any]:
    intent = paid_by_card(client)
    opened = client.v1.checkout.sessions.create(session())
    charge = charge_of(client, intent)
    made = [
        intent,
        opened,
        charge,
        client.v1.refunds.create({"payment_intent": intent.id}),
        client.v1.balance_transactions.retrieve(str(charge.balance_transaction)),
        client.v1.balance.retrieve(),
        client.v1.events.list({"limit": 1}).data[0],
        client.v1.customers.create({"name": "Somchai"}),
        client.v1.payment_methods.retrieve(str(intent.payment_method)),
        client.v1.checkout.sessions.line_items.list(opened.id).data[0],
    ]
    return {each.object: each.to_dict() for each in made}


def required(kind: Any) -> set[str]:
    """Return the keys of a resource that may not be absent or null."""
    return {
        name
        for name, hint in kind.__annotations__.items()
        if name != "OBJECT_NAME" and not _is_optional(hint)
    }


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_is_missing(client: StripeClient, kind: Any) -> None:
    shown = one_of_each(client)[kind.OBJECT_NAME]

    assert required(kind) <= set(shown)


@pytest.mark.sandbox_only
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_is_made_up(client: StripeClient, kind: Any) -> None:
    shown = one_of_each(client)[kind.OBJECT_NAME]

    assert set(shown) <= set(kind.__annotations__)


@pytest.mark.parametrize("params", [card_intent, promptpay_intent], ids=["card", "promptpay"])
def test_an_intent_is_whole_before_it_is_paid(client: StripeClient, params) -> None:
    shown = client.v1.payment_intents.create(params()).to_dict()

    assert required(stripe.PaymentIntent) <= set(shown)


@pytest.mark.sandbox_only
def test_a_dispute_is_whole(shared_sandbox: FakeStripe, client: StripeClient) -> None:
    intent = paid_by_card(client)
    made = shared_sandbox.do(str(intent.latest_charge), "dispute")

    shown = client.v1.disputes.retrieve(made["id"]).to_dict()

    assert required(stripe.Dispute) <= set(shown) <= set(stripe.Dispute.__annotations__)


def test_an_object_survives_its_own_retrieval(client: StripeClient) -> None:
    made = client.v1.payment_intents.create(card_intent())

    again = client.v1.payment_intents.retrieve(made.id)

    assert again.to_dict() == made.to_dict()
