"""Webhooks: signed, repeated until heard, and spoiled on request."""

from __future__ import annotations

import time

import pytest
import stripe
from stripe import StripeClient

from tests.fakestripe import SECRET_KEY, WEBHOOK_SECRET, FakeStripe

from .conftest import Receiver, client_of
from .requests_made import card_intent

pytestmark = pytest.mark.sandbox_only
CREATED = "payment_intent.created"


def make(fake: FakeStripe, shop: StripeClient, number: int = 1) -> list[str]:
    """Make intents, wait until their webhooks are out, return their ids."""
    ids = [shop.v1.payment_intents.create(card_intent()).id for _ in range(number)]
    fake.webhooks.drain()
    return ids


def test_an_event_is_delivered_and_signed(sandbox, shop, receiver: Receiver) -> None:
    (id_,) = make(sandbox, shop)

    event = receiver.event(0)

    assert (event.type, event.data.object["id"]) == (CREATED, id_)
    assert event.api_version == stripe.api_version


def test_another_account_is_not_heard(sandbox: FakeStripe, receiver: Receiver) -> None:
    make(sandbox, client_of(sandbox, "sk_test_somebody_else"))

    assert receiver.got == []


def test_an_endpoint_can_listen_for_another_account(sandbox, receiver: Receiver) -> None:
    sandbox.listen(receiver.url, key="sk_test_somebody_else")

    make(sandbox, client_of(sandbox, "sk_test_somebody_else"))

    assert receiver.types == [CREATED]


def test_it_tries_again_after_an_error(sandbox, shop, receiver: Receiver) -> None:
    receiver.answers = [500, 400, 302]

    make(sandbox, shop)
    for seconds in (5, 20, 80):
        sandbox.advance(seconds)
        sandbox.webhooks.drain()

    assert receiver.types == [CREATED] * 4
    (delivery,) = sandbox.webhooks.all()
    assert [a["outcome"] for a in delivery["attempts"]] == ["500", "400", "302", "200"]
    assert delivery["status"] == "delivered"


def test_it_does_not_try_again_before_its_time(sandbox, shop, receiver: Receiver) -> None:
    receiver.answers = [500]

    make(sandbox, shop)
    sandbox.advance(3)
    sandbox.webhooks.drain()

    assert receiver.types == [CREATED]


def test_it_gives_up_after_three_days(sandbox, shop, receiver: Receiver) -> None:
    receiver.answers = [500] * 100

    make(sandbox, shop)
    for _ in range(100):
        sandbox.advance(60 * 60)
        sandbox.webhooks.drain()

    (delivery,) = sandbox.webhooks.all()
    assert delivery["status"] == "failed"
    assert len(delivery["attempts"]) == len(receiver.got)
    assert delivery["attempts"][-1]["at"] - delivery["made"] <= 3 * 24 * 60 * 60


def test_nobody_listening_is_a_failed_attempt(sandbox: FakeStripe, shop, receiver) -> None:
    sandbox.webhooks.endpoints[0].url = "http://127.0.0.1:9/"

    make(sandbox, shop)

    (delivery,) = sandbox.webhooks.all()
    assert delivery["attempts"][0]["outcome"] == "ConnectionRefusedError"
    assert delivery["status"] == "pending"


def test_it_can_send_duplicates(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("duplicate", count=5)

    make(sandbox, shop)

    assert len(receiver.got) == 5
    assert len({receiver.event(index).id for index in range(5)}) == 1


def test_it_can_drop_an_event(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("drop")

    make(sandbox, shop, 2)

    assert len(receiver.got) == 1
    assert [d["status"] for d in sandbox.webhooks.all()] == ["dropped", "delivered"]


def test_a_dropped_event_can_be_sent_after_all(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("drop")
    make(sandbox, shop)
    event = shop.v1.events.list().data[0].id

    sandbox.webhooks.resend("talat_sandbox", sandbox.account().objects[event])
    sandbox.webhooks.drain()

    assert receiver.event(0).id == event


def test_it_can_be_late(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("delay", seconds=3 * 24 * 60 * 60)
    make(sandbox, shop)
    before = len(receiver.got)

    sandbox.advance(3 * 24 * 60 * 60)
    sandbox.webhooks.drain()

    assert (before, len(receiver.got)) == (0, 1)


@pytest.mark.parametrize(
    ("order", "expected"), [("same", [0, 1, 2]), ("reverse", [2, 1, 0]), ("shuffle", [0, 2, 1])]
)
def test_it_can_change_the_order(
    sandbox, shop, receiver: Receiver, order: str, expected: list[int]
) -> None:
    sandbox.webhooks.plan("hold", times=3)
    ids = make(sandbox, shop, 3)

    sandbox.webhooks.release(order)
    sandbox.webhooks.drain()

    heard = [receiver.event(index).data.object["id"] for index in range(3)]
    assert heard == [ids[place] for place in expected]


@pytest.mark.parametrize("mode", ["wrong_secret", "altered_body", "old_timestamp", "unsigned"])
def test_it_can_send_what_must_be_refused(sandbox, shop, receiver: Receiver, mode: str) -> None:
    sandbox.webhooks.plan(mode)

    make(sandbox, shop)

    with pytest.raises(stripe.SignatureVerificationError):
        receiver.event(0)


def test_one_right_signature_of_two_is_enough(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("two_signatures")

    make(sandbox, shop)

    assert receiver.got[0][2].count("v1=") == 2
    assert receiver.event(0).type == CREATED


def test_a_plan_can_wait_for_its_type(sandbox, shop, receiver: Receiver) -> None:
    sandbox.webhooks.plan("drop", type="payment_intent.canceled")

    (id_,) = make(sandbox, shop)
    shop.v1.payment_intents.cancel(id_)
    sandbox.webhooks.drain()

    assert receiver.types == [CREATED]


def test_a_plan_that_is_none_is_refused(sandbox: FakeStripe) -> None:
    with pytest.raises(ValueError, match="unknown mode"):
        sandbox.webhooks.plan("explode")


def test_a_pushed_clock_signs_nothing_out_of_the_future(sandbox, shop, receiver: Receiver) -> None:
    sandbox.advance(3 * 24 * 60 * 60)

    make(sandbox, shop)

    stamp = int(receiver.got[0][2].split(",")[0].removeprefix("t="))
    assert stamp == pytest.approx(time.time(), abs=5)
    assert receiver.event(0).type == CREATED


def test_an_event_says_how_many_listen(sandbox: FakeStripe, receiver: Receiver) -> None:
    sandbox.listen(receiver.url, WEBHOOK_SECRET, SECRET_KEY)

    make(sandbox, client_of(sandbox))

    assert receiver.event(0).pending_webhooks == 2


@pytest.mark.parametrize(
    ("mode", "field", "value"),
    [
        ("other_account", "account", "acct_of_somebody_else"),
        ("livemode", "livemode", True),
        ("unknown_type", "type", "something.nobody.knows"),
    ],
)
def test_it_can_sign_what_is_not_for_us(
    sandbox, shop, receiver: Receiver, mode: str, field: str, value: object
) -> None:
    sandbox.webhooks.plan(mode)

    make(sandbox, shop)

    assert receiver.event(0)[field] == value
