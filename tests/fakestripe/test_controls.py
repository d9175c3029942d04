"""The controls over HTTP, and what the sandbox remembers over a restart."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from stripe import StripeClient

from tests.fakestripe import SECRET_KEY, FakeStripe

from .conftest import Receiver, client_of
from .requests_made import card_intent, paid_by_card, promptpay_intent, session

pytestmark = pytest.mark.sandbox_only


def post(fake: FakeStripe, control: str, /, **fields: object) -> requests.Response:
    return requests.post(f"{fake.url}/_sandbox/{control}", json=fields, timeout=5)


def get(fake: FakeStripe, path: str) -> dict:
    return requests.get(f"{fake.url}/_sandbox/{path}", timeout=5).json()


def test_it_says_that_it_is_there(sandbox: FakeStripe) -> None:
    assert get(sandbox, "") == {"ok": True}


@pytest.mark.parametrize("host", ["shop.example", "127.0.0.1.shop.example", "10.0.0.1:80", ""])
def test_it_obeys_only_on_a_loopback_host(sandbox: FakeStripe, host: str) -> None:
    answer = requests.get(f"{sandbox.url}/_sandbox/books", headers={"Host": host}, timeout=5)

    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:12111", "[::1]:12111"])
def test_it_obeys_on_every_loopback_host(sandbox: FakeStripe, host: str) -> None:
    answer = requests.get(f"{sandbox.url}/_sandbox/", headers={"Host": host}, timeout=5)

    assert answer.status_code == 200


def test_the_clock_moves(sandbox: FakeStripe) -> None:
    before = get(sandbox, "clock")["now"]

    post(sandbox, "clock", seconds=3600)

    assert get(sandbox, "clock")["now"] - before == pytest.approx(3600, abs=5)


def test_the_clock_does_not_go_back(sandbox: FakeStripe) -> None:
    assert post(sandbox, "clock", seconds=-1).status_code == 400


def test_an_intent_is_paid(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))

    answer = post(sandbox, f"intents/{intent.id}/pay")

    assert answer.json()["status"] == "succeeded"


def test_a_canceled_intent_is_paid_by_force(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))
    shop.v1.payment_intents.cancel(intent.id)

    refused = post(sandbox, f"intents/{intent.id}/pay")
    forced = requests.post(f"{sandbox.url}/_sandbox/intents/{intent.id}/pay?force=1", timeout=5)

    assert refused.status_code == 400
    assert forced.json()["status"] == "succeeded"


@pytest.mark.parametrize(
    ("verb", "status"),
    [("expire", "requires_payment_method"), ("fail", "requires_payment_method"),
     ("process", "processing")],
)  # fmt: skip
def test_an_intent_goes_its_way(sandbox, shop: StripeClient, verb: str, status: str) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))

    assert post(sandbox, f"intents/{intent.id}/{verb}").json()["status"] == status


@pytest.mark.parametrize(("verb", "status"), [("pay", "complete"), ("expire", "expired")])
def test_a_session_goes_its_way(sandbox, shop: StripeClient, verb: str, status: str) -> None:
    opened = shop.v1.checkout.sessions.create(session())

    assert post(sandbox, f"sessions/{opened.id}/{verb}").json()["status"] == status


def test_a_session_meets_a_bad_card(sandbox: FakeStripe, shop: StripeClient) -> None:
    opened = shop.v1.checkout.sessions.create(session())

    answer = post(sandbox, f"sessions/{opened.id}/pay", card="pm_card_chargeDeclined")

    assert answer.status_code == 402
    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "open"


@pytest.mark.parametrize(
    ("verb", "status"), [("succeed", "succeeded"), ("fail", "failed"), ("collect", "pending")]
)
def test_a_refund_goes_its_way(sandbox, shop: StripeClient, verb: str, status: str) -> None:
    intent = shop.v1.payment_intents.create(promptpay_intent(confirm=True))
    post(sandbox, f"intents/{intent.id}/pay")
    back = shop.v1.refunds.create({"payment_intent": intent.id})

    assert post(sandbox, f"refunds/{back.id}/{verb}").json()["status"] == status


@pytest.mark.parametrize("path", ["intents/pi_nobody/pay", "intents/x/explode", "nothing"])
def test_it_does_not_know_what_is_not_there(sandbox: FakeStripe, path: str) -> None:
    assert post(sandbox, path).status_code == 404


def test_faults_and_plans_come_over_http_too(
    sandbox: FakeStripe, shop: StripeClient, receiver: Receiver
) -> None:
    post(sandbox, "faults", kind="500", path="/v1/balance", times=1)
    post(sandbox, "webhooks/plan", mode="duplicate", count=3)

    failed = requests.get(
        f"{sandbox.url}/v1/balance", headers={"Authorization": f"Bearer {SECRET_KEY}"}, timeout=5
    )
    shop.v1.payment_intents.create(card_intent())
    sandbox.webhooks.drain()

    assert failed.status_code == 500
    assert len(receiver.got) == 3


def test_held_webhooks_are_released(sandbox, shop: StripeClient, receiver: Receiver) -> None:
    post(sandbox, "webhooks/plan", mode="hold", times=2)
    for _ in range(2):
        shop.v1.payment_intents.create(card_intent())

    assert post(sandbox, "webhooks/release", order="reverse").json() == {"released": 2}


def test_deliveries_are_shown_without_the_secret(sandbox, shop: StripeClient) -> None:
    shop.v1.payment_intents.create(card_intent())
    sandbox.webhooks.drain()

    (delivery,) = get(sandbox, "deliveries")["deliveries"]

    assert delivery["status"] == "delivered"
    assert "secret" not in delivery


def test_the_books_are_open(sandbox: FakeStripe, shop: StripeClient) -> None:
    intent = paid_by_card(shop)

    books = get(sandbox, "books")["talat_sandbox"]

    assert books["balanced"] is True
    assert [charge["payment_intent"] for charge in books["charges"]] == [intent.id]


def test_it_remembers_over_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.json"
    with FakeStripe(state=state) as fake:
        fake.advance(1000)
        intent = client_of(fake).v1.payment_intents.create(
            promptpay_intent(confirm=True), {"idempotency_key": "k"}
        )

    with FakeStripe(state=state) as fake:
        again = client_of(fake).v1.payment_intents.create(
            promptpay_intent(confirm=True), {"idempotency_key": "k"}
        )
        fake.do(intent.id, "pay")
        books = fake.books()

    assert again.id == intent.id
    assert books["balanced"] is True
    assert fake.clock.offset_seconds == 1000


def test_webhooks_that_wait_are_sent_after_a_restart(tmp_path: Path, receiver: Receiver) -> None:
    state = tmp_path / "sandbox.json"
    with FakeStripe(state=state, webhook_url="http://127.0.0.1:9/") as fake:
        client_of(fake).v1.payment_intents.create(card_intent())
        fake.webhooks.drain()
        fake.webhooks.waiting[0].url = receiver.url

    with FakeStripe(state=state) as fake:
        fake.advance(5)
        fake.webhooks.drain()

    assert receiver.types == ["payment_intent.created"]


def test_it_runs_by_itself() -> None:
    command = [sys.executable, "-m", "tests.fakestripe", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        answer = requests.get(f"{line.split()[-1]}/_sandbox/", timeout=5).json()
        process.send_signal(signal.SIGTERM)

    assert answer == {"ok": True}
    assert process.returncode == 0


def test_it_survives_being_killed(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.json"
    command = [sys.executable, "-m", "tests.fakestripe", "--port", "0", "--state", str(state)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().split()[-1]
        shop = StripeClient(SECRET_KEY, base_addresses={"api": url})
        intent = paid_by_card(shop)
        process.kill()

    with FakeStripe(state=state) as fake:
        after = client_of(fake).v1.payment_intents.retrieve(intent.id)

    assert after.status == "succeeded"


def test_a_taken_port_is_told_of(sandbox: FakeStripe) -> None:
    port = sandbox.url.rsplit(":", 1)[1]

    done = subprocess.run(
        [sys.executable, "-m", "tests.fakestripe", "--port", port],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert port in done.stderr
