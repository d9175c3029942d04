"""Refunds: never more than was paid, and not always at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .requests_made import charge_of, paid_by_card, promptpay_intent


def refund(client: StripeClient, intent: stripe.PaymentIntent, **more: object) -> stripe.Refund:
    params: object = {"payment_intent": intent.id, **more}
    return client.v1.refunds.create(params)


def paid_by_promptpay(fake: FakeStripe, client: StripeClient) -> stripe.PaymentIntent:
    intent = client.v1.payment_intents.create(promptpay_intent(confirm=True))
    fake.do(intent.id, "pay")
    return client.v1.payment_intents.retrieve(intent.id)


def test_a_card_gets_its_money_back_at_once(client: StripeClient) -> None:
    intent = paid_by_card(client)

    back = refund(client, intent, reason="requested_by_customer", metadata={"why": "broken"})

    assert (back.status, back.amount) == ("succeeded", 42_000)
    assert (back.payment_intent, back.charge) == (intent.id, intent.latest_charge)
    assert back.reason == "requested_by_customer"
    assert back.metadata.to_dict() == {"why": "broken"}


def test_a_charge_counts_what_went_back(client: StripeClient) -> None:
    intent = paid_by_card(client)

    refund(client, intent, amount=2_000)

    charge = charge_of(client, intent)
    assert (charge.amount_refunded, charge.refunded) == (2_000, False)


def test_a_charge_is_refunded_when_all_went_back(client: StripeClient) -> None:
    intent = paid_by_card(client)

    refund(client, intent, amount=2_000)
    refund(client, intent, amount=40_000)

    charge = charge_of(client, intent)
    assert (charge.amount_refunded, charge.refunded) == (42_000, True)


def test_without_an_amount_the_rest_goes_back(client: StripeClient) -> None:
    intent = paid_by_card(client)
    refund(client, intent, amount=2_000)

    assert refund(client, intent).amount == 40_000


def test_a_refund_by_charge_is_the_same(client: StripeClient) -> None:
    intent = paid_by_card(client)

    back = client.v1.refunds.create({"charge": str(intent.latest_charge)})

    assert back.payment_intent == intent.id


def test_nothing_goes_back_twice(client: StripeClient) -> None:
    intent = paid_by_card(client)
    refund(client, intent)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        refund(client, intent)

    assert refused.value.code == "charge_already_refunded"


@pytest.mark.parametrize("amount", [42_001, 99_999_999])
def test_no_more_goes_back_than_came(client: StripeClient, amount: int) -> None:
    intent = paid_by_card(client)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        refund(client, intent, amount=amount)

    assert (refused.value.http_status, refused.value.param) == (400, "amount")


def test_no_more_goes_back_than_is_left(client: StripeClient) -> None:
    intent = paid_by_card(client)
    refund(client, intent, amount=40_000)

    with pytest.raises(stripe.InvalidRequestError):
        refund(client, intent, amount=2_001)

    assert charge_of(client, intent).amount_refunded == 40_000


@pytest.mark.parametrize("amount", [0, -100])
def test_a_refund_is_more_than_nothing(client: StripeClient, amount: int) -> None:
    intent = paid_by_card(client)

    with pytest.raises(stripe.InvalidRequestError):
        refund(client, intent, amount=amount)

    assert charge_of(client, intent).amount_refunded == 0


def test_what_is_not_paid_cannot_go_back(client: StripeClient) -> None:
    intent = client.v1.payment_intents.create(promptpay_intent())

    with pytest.raises(stripe.InvalidRequestError) as refused:
        refund(client, intent)

    assert refused.value.http_status == 400


def test_it_refuses_a_reason_of_our_own(client: StripeClient) -> None:
    intent = paid_by_card(client)

    with pytest.raises(stripe.InvalidRequestError) as refused:
        refund(client, intent, reason="changed their mind")

    assert refused.value.param == "reason"


def test_parallel_refunds_stay_below_what_came(client: StripeClient) -> None:
    intent = paid_by_card(client)

    def one(_: int) -> int:
        try:
            return refund(client, intent, amount=30_000).amount
        except stripe.StripeError:
            return 0

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(one, range(8)))

    assert sum(given) == 30_000


def test_refunds_are_listed_by_intent(client: StripeClient) -> None:
    intent, other = paid_by_card(client), paid_by_card(client)
    back = refund(client, intent)
    refund(client, other)

    listed = client.v1.refunds.list({"payment_intent": intent.id}).data

    assert [each.id for each in listed] == [back.id]


def test_a_finished_refund_cannot_be_canceled(client: StripeClient) -> None:
    back = refund(client, paid_by_card(client))

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.cancel(back.id)


@pytest.mark.sandbox_only
def test_promptpay_asks_the_buyer_first(shared_sandbox: FakeStripe, client: StripeClient) -> None:
    back = refund(client, paid_by_promptpay(shared_sandbox, client))

    assert back.status == "requires_action"
    assert back.next_action.display_details.email_sent.email_sent_to == "somchai@example.org"


@pytest.mark.sandbox_only
def test_promptpay_goes_back_in_the_end(shared_sandbox: FakeStripe, client: StripeClient) -> None:
    back = refund(client, paid_by_promptpay(shared_sandbox, client))

    shared_sandbox.do(back.id, "collect")
    between = client.v1.refunds.retrieve(back.id).status
    shared_sandbox.do(back.id, "succeed")

    assert (between, client.v1.refunds.retrieve(back.id).status) == ("pending", "succeeded")


@pytest.mark.sandbox_only
def test_a_failed_refund_can_be_tried_again(
    shared_sandbox: FakeStripe, client: StripeClient
) -> None:
    intent = paid_by_promptpay(shared_sandbox, client)
    back = refund(client, intent)

    shared_sandbox.do(back.id, "fail", reason="expired_or_canceled_card")

    failed = client.v1.refunds.retrieve(back.id)
    assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
    assert failed.failure_balance_transaction.startswith("txn_")
    assert charge_of(client, intent).amount_refunded == 0
    assert refund(client, intent).amount == 42_000


@pytest.mark.sandbox_only
def test_a_refund_that_waits_can_be_called_back(
    shared_sandbox: FakeStripe, client: StripeClient
) -> None:
    intent = paid_by_promptpay(shared_sandbox, client)

    canceled = client.v1.refunds.cancel(refund(client, intent).id)

    assert canceled.status == "canceled"
    assert charge_of(client, intent).amount_refunded == 0
