"""The account's own money: fees, movements, balance."""

from __future__ import annotations

import pytest
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .requests_made import charge_of, paid_by_card, promptpay_intent

WEEK = 7 * 24 * 60 * 60


def movement(client: StripeClient, intent):
    charge = charge_of(client, intent)
    return client.v1.balance_transactions.retrieve(str(charge.balance_transaction))


def test_a_charge_is_a_movement(client: StripeClient) -> None:
    entry = movement(client, paid_by_card(client))

    assert (entry.type, entry.amount, entry.currency) == ("charge", 42_000, "thb")
    assert entry.net == entry.amount - entry.fee


def test_fees_are_told_apart(client: StripeClient) -> None:
    entry = movement(client, paid_by_card(client))

    assert sum(part.amount for part in entry.fee_details) == entry.fee
    assert "stripe_fee" in {part.type for part in entry.fee_details}


def test_a_movement_names_its_source(client: StripeClient) -> None:
    intent = paid_by_card(client)

    assert movement(client, intent).source == intent.latest_charge


def test_new_money_waits(client: StripeClient) -> None:
    entry = movement(client, paid_by_card(client))

    assert entry.status == "pending"
    assert entry.available_on > entry.created


def test_a_refund_is_a_movement_the_other_way(client: StripeClient) -> None:
    back = client.v1.refunds.create({"payment_intent": paid_by_card(client).id, "amount": 2_000})

    entry = client.v1.balance_transactions.retrieve(str(back.balance_transaction))

    assert (entry.type, entry.amount, entry.source) == ("refund", -2_000, back.id)


def test_movements_are_listed_by_source(client: StripeClient) -> None:
    intent = paid_by_card(client)

    listed = client.v1.balance_transactions.list({"source": str(intent.latest_charge)})

    assert [entry.type for entry in listed.data] == ["charge"]


def test_a_balance_tells_now_from_later(client: StripeClient) -> None:
    balance = client.v1.balance.retrieve()

    assert {part.currency for part in balance.available} >= {"thb"}
    assert {part.currency for part in balance.pending} >= {"thb"}


@pytest.mark.sandbox_only
@pytest.mark.parametrize(
    ("amount", "fee", "vat"),
    [
        (1_000, 1_037, 73),  # 36.5 rounds up to 37; 72.59 to 73
        (42_000, 2_533, 177),  # 1,533; 177.31
        (99_999_999, 3_651_000, 255_570),
    ],
)
def test_a_card_costs(client: StripeClient, amount: int, fee: int, vat: int) -> None:
    entry = movement(client, paid_by_card(client, amount=amount))

    assert [part.amount for part in entry.fee_details] == [fee, vat]


@pytest.mark.sandbox_only
@pytest.mark.parametrize(
    ("amount", "fee", "vat"),
    [(1_000, 17, 1), (42_000, 693, 49), (100_000, 1_650, 116)],  # 16.5 up; 48.51; 115.5 up
)
def test_promptpay_costs(
    shared_sandbox: FakeStripe, client: StripeClient, amount: int, fee: int, vat: int
) -> None:
    intent = client.v1.payment_intents.create(promptpay_intent(amount=amount, confirm=True))
    shared_sandbox.do(intent.id, "pay")

    entry = movement(client, client.v1.payment_intents.retrieve(intent.id))

    assert [part.amount for part in entry.fee_details] == [fee, vat]


@pytest.mark.sandbox_only
def test_money_becomes_available(sandbox: FakeStripe, shop: StripeClient) -> None:
    paid_by_card(shop)
    before = shop.v1.balance.retrieve()

    sandbox.advance(WEEK)

    after = shop.v1.balance.retrieve()
    assert (before.available[0].amount, before.pending[0].amount) == (0, 39_290)
    assert (after.available[0].amount, after.pending[0].amount) == (39_290, 0)


@pytest.mark.sandbox_only
def test_the_balance_is_the_sum_of_its_movements(sandbox: FakeStripe, shop: StripeClient) -> None:
    card = paid_by_card(shop)
    scanned = shop.v1.payment_intents.create(promptpay_intent(confirm=True))
    sandbox.do(scanned.id, "pay")
    shop.v1.refunds.create({"payment_intent": card.id, "amount": 2_000})
    back = shop.v1.refunds.create({"payment_intent": scanned.id})
    sandbox.do(back.id, "fail")

    books = sandbox.books()

    # 42,000 - 2,710 - 2,000 by card, 42,000 - 742 scanned, 42,000 out and back again
    assert books["balance_satang"] == 78_548
    assert books["faults"] == []


@pytest.mark.sandbox_only
def test_the_books_name_what_does_not_agree(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = paid_by_card(shop)
    sandbox.account().objects[str(intent.latest_charge)]["amount_refunded"] = 1

    books = sandbox.books()

    assert books["balanced"] is False
    assert intent.latest_charge in books["faults"][0]


@pytest.mark.sandbox_only
def test_a_dispute_takes_the_money_and_a_win_brings_it_back(
    sandbox: FakeStripe, shop: StripeClient
) -> None:
    intent = paid_by_card(shop)

    dispute = sandbox.do(str(intent.latest_charge), "dispute")
    taken = sandbox.books()["balance_satang"]
    sandbox.do(dispute["id"], "win")

    assert taken == -2_710
    assert sandbox.books()["balance_satang"] == 39_290
    assert shop.v1.disputes.retrieve(dispute["id"]).status == "won"
