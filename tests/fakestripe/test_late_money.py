"""PromptPay codes that run out, and money that comes all the same."""

from __future__ import annotations

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe
from tests.fakestripe.errors import StripeError

from .conftest import Receiver
from .requests_made import promptpay_intent

pytestmark = pytest.mark.sandbox_only
HOUR = 60 * 60


def asked(shop: StripeClient) -> stripe.PaymentIntent:
    return shop.v1.payment_intents.create(promptpay_intent(confirm=True))


def test_a_code_runs_out(sandbox: FakeStripe, shop: StripeClient, receiver: Receiver) -> None:
    intent = asked(shop)

    sandbox.advance(HOUR)

    expired = shop.v1.payment_intents.retrieve(intent.id)
    assert expired.status == "requires_payment_method"
    assert expired.last_payment_error.code == "payment_intent_payment_attempt_expired"
    sandbox.webhooks.drain()
    assert receiver.types[-1] == "payment_intent.payment_failed"


def test_a_code_lives_until_then(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = asked(shop)

    sandbox.advance(HOUR - 60)

    assert shop.v1.payment_intents.retrieve(intent.id).status == "requires_action"


def test_an_expired_intent_may_be_confirmed_again(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = asked(shop)
    sandbox.advance(HOUR)

    again = shop.v1.payment_intents.confirm(
        intent.id, {"payment_method_data": promptpay_intent()["payment_method_data"]}
    )

    assert again.status == "requires_action"


def test_the_gateway_does_not_take_late_money(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = asked(shop)
    sandbox.advance(HOUR)

    with pytest.raises(StripeError):
        sandbox.do(intent.id, "pay")

    assert shop.v1.payment_intents.retrieve(intent.id).amount_received == 0


def test_late_money_can_be_forced_after_expiry(
    sandbox: FakeStripe, shop: StripeClient, receiver: Receiver
) -> None:
    intent = asked(shop)
    sandbox.advance(HOUR)

    sandbox.do(intent.id, "pay", force=True)

    assert shop.v1.payment_intents.retrieve(intent.id).status == "succeeded"
    sandbox.webhooks.drain()
    assert receiver.types[-1] == "payment_intent.succeeded"


def test_late_money_can_be_forced_after_a_cancel(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = asked(shop)
    shop.v1.payment_intents.cancel(intent.id)

    sandbox.do(intent.id, "pay", force=True)

    assert shop.v1.payment_intents.retrieve(intent.id).amount_received == 42_000
    assert sandbox.books()["balanced"] is True


def test_money_never_comes_twice(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = asked(shop)
    sandbox.do(intent.id, "pay")

    with pytest.raises(StripeError):
        sandbox.do(intent.id, "pay", force=True)

    assert len(shop.v1.charges.list().data) == 1
