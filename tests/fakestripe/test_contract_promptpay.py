"""PromptPay: a code to scan, money that comes later or never."""

from __future__ import annotations

import pytest
import requests
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe
from tests.fakestripe.qr import crc

from .requests_made import EMAIL, charge_of, promptpay_intent


def asked(client: StripeClient) -> stripe.PaymentIntent:
    return client.v1.payment_intents.create(promptpay_intent(confirm=True))


def test_confirming_shows_a_code(client: StripeClient) -> None:
    intent = asked(client)

    assert intent.status == "requires_action"
    assert intent.next_action.type == "promptpay_display_qr_code"
    assert intent.amount_received == 0
    assert intent.latest_charge is None


@pytest.mark.parametrize("name", ["hosted_instructions_url", "image_url_png", "image_url_svg"])
def test_the_code_comes_with_addresses(client: StripeClient, name: str) -> None:
    code = asked(client).next_action.promptpay_display_qr_code

    assert getattr(code, name).startswith("http")


def test_the_data_is_a_payment_code_for_thailand(client: StripeClient) -> None:
    data = asked(client).next_action.promptpay_display_qr_code.data

    assert data.startswith("000201")
    assert "5303764" in data
    assert "5802TH" in data


def test_the_data_ends_in_its_checksum(client: StripeClient) -> None:
    data = asked(client).next_action.promptpay_display_qr_code.data

    assert data[-4:] == f"{crc(data[:-4]):04X}"


def test_the_data_names_the_amount(client: StripeClient) -> None:
    data = asked(client).next_action.promptpay_display_qr_code.data

    assert "5406420.00" in data


def test_it_wants_an_e_mail_address(client: StripeClient) -> None:
    params = promptpay_intent(confirm=True, payment_method_data={"type": "promptpay"})

    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create(params)

    assert refused.value.http_status == 400
    assert "email" in str(refused.value)


def test_a_scanned_method_belongs_to_the_address(client: StripeClient) -> None:
    intent = asked(client)

    method = client.v1.payment_methods.retrieve(str(intent.payment_method))

    assert (method.type, method.billing_details.email) == ("promptpay", EMAIL)


def test_an_unpaid_code_can_be_called_off(client: StripeClient) -> None:
    intent = client.v1.payment_intents.cancel(asked(client).id)

    assert intent.status == "canceled"
    assert intent.next_action is None


def test_nothing_is_held_and_taken_later(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create(promptpay_intent(confirm=True, capture_method="manual"))


@pytest.mark.sandbox_only
def test_money_that_comes_makes_a_charge(shared_sandbox: FakeStripe, client: StripeClient) -> None:
    intent = asked(client)

    shared_sandbox.do(intent.id, "pay")

    paid = client.v1.payment_intents.retrieve(intent.id)
    charge = charge_of(client, paid)
    assert (paid.status, paid.amount_received, paid.next_action) == ("succeeded", 42_000, None)
    assert charge.payment_method_details.type == "promptpay"
    assert charge.payment_method_details.promptpay.reference


@pytest.mark.sandbox_only
def test_it_may_be_processing_in_between(shared_sandbox: FakeStripe, client: StripeClient) -> None:
    intent = asked(client)

    shared_sandbox.do(intent.id, "process")
    between = client.v1.payment_intents.retrieve(intent.id).status
    shared_sandbox.do(intent.id, "pay")

    assert between == "processing"
    assert client.v1.payment_intents.retrieve(intent.id).status == "succeeded"


@pytest.mark.sandbox_only
@pytest.mark.parametrize("suffix", ["image_url_png", "image_url_svg"])
def test_the_sandbox_draws_the_code(client: StripeClient, suffix: str) -> None:
    code = asked(client).next_action.promptpay_display_qr_code

    picture = requests.get(getattr(code, suffix), timeout=5)

    assert picture.headers["Content-Type"] in ("image/png", "image/svg+xml")
    assert picture.content.startswith((b"\x89PNG", b"<?xml"))


@pytest.mark.sandbox_only
def test_a_person_can_press_pay(client: StripeClient) -> None:
    intent = asked(client)
    url = intent.next_action.promptpay_display_qr_code.hosted_instructions_url

    before = requests.get(url, timeout=5)
    after = requests.post(url, timeout=5)

    assert "฿420" in before.text
    assert "จ่ายแล้ว" in after.text
    assert client.v1.payment_intents.retrieve(intent.id).status == "succeeded"


@pytest.mark.sandbox_only
def test_pressing_pay_twice_pays_once(client: StripeClient) -> None:
    intent = asked(client)
    url = intent.next_action.promptpay_display_qr_code.hosted_instructions_url

    requests.post(url, timeout=5)
    requests.post(url, timeout=5)

    assert len(client.v1.charges.list({"payment_intent": intent.id}).data) == 1
