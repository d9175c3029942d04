"""Test cards: which are declined, and how the refusal is told."""

from __future__ import annotations

import pytest
import stripe
from stripe import StripeClient

from .requests_made import card_intent, charge_of

DECLINED = [
    ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
    ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
    ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
    ("pm_card_chargeDeclinedExpiredCard", "expired_card", None),
    ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", None),
    ("pm_card_chargeDeclinedProcessingError", "processing_error", None),
    ("pm_card_chargeDeclinedFraudulent", "card_declined", "fraudulent"),
    ("pm_card_chargeCustomerFail", "card_declined", "generic_decline"),
]


def declined(client: StripeClient, card: str) -> stripe.CardError:
    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_intents.create(card_intent(payment_method=card, confirm=True))
    return refused.value


@pytest.mark.parametrize(("card", "code", "why"), DECLINED)
def test_a_declined_card_says_why(
    client: StripeClient, card: str, code: str, why: str | None
) -> None:
    error = declined(client, card)

    assert (error.http_status, error.code) == (402, code)
    assert why is None or error.error.decline_code == why


@pytest.mark.parametrize("card", [card for card, _, _ in DECLINED[:3]])
def test_a_declined_card_leaves_the_intent_unpaid(client: StripeClient, card: str) -> None:
    id_ = declined(client, card).error.payment_intent.id

    intent = client.v1.payment_intents.retrieve(id_)

    assert intent.status == "requires_payment_method"
    assert intent.amount_received == 0
    assert intent.last_payment_error.code == "card_declined"


def test_a_declined_card_leaves_a_failed_charge(client: StripeClient) -> None:
    intent = declined(client, "pm_card_chargeDeclined").error.payment_intent

    charge = charge_of(client, intent)

    assert (charge.status, charge.paid) == ("failed", False)
    assert charge.failure_code == "card_declined"
    assert charge.balance_transaction is None


def test_another_card_pays_after_a_declined_one(client: StripeClient) -> None:
    id_ = declined(client, "pm_card_chargeDeclined").error.payment_intent.id

    intent = client.v1.payment_intents.confirm(id_, {"payment_method": "pm_card_visa"})

    assert intent.status == "succeeded"
    assert intent.last_payment_error is None


def test_a_card_may_ask_who_is_there(client: StripeClient) -> None:
    params = card_intent(
        payment_method="pm_card_authenticationRequired",
        confirm=True,
        return_url="https://shop.example/back",
    )

    intent = client.v1.payment_intents.create(params)

    assert intent.status == "requires_action"
    assert intent.next_action.type == "redirect_to_url"
    assert intent.next_action.redirect_to_url.return_url == "https://shop.example/back"
    assert intent.amount_received == 0


def test_without_a_way_back_the_client_side_asks(client: StripeClient) -> None:
    params = card_intent(payment_method="pm_card_authenticationRequired", confirm=True)

    intent = client.v1.payment_intents.create(params)

    assert intent.next_action.type == "use_stripe_sdk"


def test_it_may_be_told_to_fail_rather_than_ask(client: StripeClient) -> None:
    params = card_intent(
        payment_method="pm_card_authenticationRequired", confirm=True, error_on_requires_action=True
    )

    with pytest.raises(stripe.CardError) as refused:
        client.v1.payment_intents.create(params)

    assert refused.value.code == "authentication_required"


def test_a_payment_method_never_shows_the_number(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(card_intent())

    method = client.v1.payment_methods.retrieve(str(intent.payment_method))

    assert method.card.last4 == "4242"
    assert "4242424242424242" not in str(method)
