"""The hosted page of a session, as a person meets it: pay, be declined, walk away."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
import requests
import stripe
from stripe import StripeClient

from tests.fakestripe import FakeStripe

from .conftest import Receiver
from .requests_made import EMAIL, session

pytestmark = pytest.mark.sandbox_only
GOOD = {"method": "card", "email": EMAIL, "number": "4242 4242 4242 4242", "expiry": "12/34"}
GOOD["cvc"] = "123"


@pytest.fixture
def opened(shop: StripeClient) -> stripe.checkout.Session:
    return shop.v1.checkout.sessions.create(session(metadata={"purchase": "1001"}))


def submit(opened: stripe.checkout.Session, **more: str) -> requests.Response:
    return requests.post(str(opened.url), data=GOOD | more, allow_redirects=False, timeout=5)


def test_the_page_says_what_and_how_much(opened) -> None:
    page = requests.get(opened.url, timeout=5)

    assert page.status_code == 200
    for words in ("฿420", "Indigo scarf × 2", "หน้าทดสอบ", "no real money"):
        assert words in page.text


def test_the_page_leads_back_to_the_shop(opened) -> None:
    page = requests.get(opened.url, timeout=5)

    assert 'href="https://shop.example/basket"' in page.text


def test_the_page_needs_nothing_from_elsewhere(opened) -> None:
    page = requests.get(opened.url, timeout=5)

    assert "<script" not in page.text
    assert "style=" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_every_field_has_a_label(opened) -> None:
    class Labels(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.named: set[str] = set()
            self.fields: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "label":
                self.named.add(str(given["for"]))
            if tag == "input" and given["type"] != "hidden":
                self.fields.add(str(given["id"]))

    page = Labels()
    page.feed(requests.get(opened.url, timeout=5).text)

    assert page.fields
    assert page.fields == page.named


def test_a_good_card_leads_to_the_success_page(shop, opened) -> None:
    answer = submit(opened)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"https://shop.example/paid?session={opened.id}"


def test_a_paid_session_is_complete(shop: StripeClient, opened) -> None:
    submit(opened)

    paid = shop.v1.checkout.sessions.retrieve(opened.id, {"expand": ["payment_intent"]})

    assert (paid.status, paid.payment_status) == ("complete", "paid")
    assert paid.payment_intent.amount_received == 42_000
    assert paid.customer_details.email == EMAIL


def test_a_paid_session_tells_of_it(sandbox: FakeStripe, opened, receiver: Receiver) -> None:
    submit(opened)

    sandbox.webhooks.drain()
    assert receiver.types == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]
    assert receiver.event(3).data.object["metadata"]["purchase"] == "1001"


def test_the_intent_gets_the_metadata_meant_for_it(shop: StripeClient) -> None:
    about = {"metadata": {"purchase": "1001"}, "description": "Purchase 1001"}
    opened = shop.v1.checkout.sessions.create(session(payment_intent_data=about))

    submit(opened)

    paid = shop.v1.checkout.sessions.retrieve(opened.id, {"expand": ["payment_intent"]})
    assert paid.payment_intent.metadata.to_dict() == {"purchase": "1001"}
    assert paid.payment_intent.description == "Purchase 1001"


def test_paying_twice_charges_once(shop: StripeClient, opened) -> None:
    submit(opened)

    again = submit(opened)

    assert again.status_code == 303
    assert len(shop.v1.charges.list().data) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("4000000000000002", "บัตรถูกปฏิเสธ"),
        ("4000000000009995", "เงินในบัตรไม่พอ"),
        ("4000000000009987", "บัตรถูกปฏิเสธ"),
        ("4000000000000069", "บัตรหมดอายุแล้ว"),
        ("4000000000000127", "รหัสหลังบัตรไม่ถูก"),
        ("4000000000000119", "ธนาคารตอบไม่ได้"),
        ("4000000000000341", "บัตรถูกปฏิเสธ"),
    ],
)
def test_a_declined_card_stays_on_the_page(
    shop: StripeClient, opened, number: str, words: str
) -> None:
    answer = submit(opened, number=number)

    assert answer.status_code == 200
    assert words in answer.text
    assert f'value="{number}"' in answer.text
    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "open"


def test_another_card_pays_after_a_declined_one(shop: StripeClient, opened) -> None:
    submit(opened, number="4000000000000002")

    submit(opened)

    paid = shop.v1.checkout.sessions.retrieve(opened.id)
    assert paid.status == "complete"
    assert len(shop.v1.payment_intents.list().data) == 1
    assert sorted(c.status for c in shop.v1.charges.list().data) == ["failed", "succeeded"]


@pytest.mark.parametrize(
    "typed",
    [
        {"number": "4242424242424241"},
        {"number": "4111111111111111"},
        {"number": "๔๒๔๒"},
        {"number": ""},
        {"email": "somchai"},
        {"expiry": "13/34"},
        {"cvc": "12"},
    ],
    ids=lambda typed: "=".join(*typed.items()),
)
def test_a_mistyped_card_is_told_of(shop: StripeClient, opened, typed: dict[str, str]) -> None:
    answer = submit(opened, **typed)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert shop.v1.payment_intents.list().data == []


def test_what_was_typed_cannot_break_the_page(opened) -> None:
    answer = submit(opened, number='"><script>alert(1)</script>')

    assert "<script>" not in answer.text


def test_walking_away_changes_nothing(shop: StripeClient, opened) -> None:
    requests.get(opened.url, timeout=5)

    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "open"


def test_the_bank_may_ask_and_be_satisfied(shop: StripeClient, opened) -> None:
    asked = submit(opened, number="4000002500003155")

    challenge = asked.headers["Location"]
    answer = requests.post(challenge, data={"answer": "yes"}, allow_redirects=False, timeout=5)

    assert answer.headers["Location"].endswith(f"session={opened.id}")
    assert shop.v1.checkout.sessions.retrieve(opened.id).payment_status == "paid"


def test_the_bank_may_ask_and_not_be_satisfied(shop: StripeClient, opened) -> None:
    asked = submit(opened, number="4000002500003155")

    page = requests.post(asked.headers["Location"], data={"answer": "no"}, timeout=5)

    assert "ยืนยันตัวไม่ผ่าน" in page.text
    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "open"


def test_an_expired_session_cannot_be_paid(shop: StripeClient, opened) -> None:
    shop.v1.checkout.sessions.expire(opened.id)

    answer = submit(opened)

    assert answer.status_code == 410
    assert shop.v1.charges.list().data == []


def test_a_session_expires_by_itself(
    sandbox: FakeStripe, shop: StripeClient, opened, receiver
) -> None:
    sandbox.advance(24 * 60 * 60)

    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "expired"
    sandbox.webhooks.drain()
    assert receiver.types[-1] == "checkout.session.expired"


def test_an_expiring_session_calls_its_intent_off(shop: StripeClient, opened) -> None:
    submit(opened, number="4000000000000002")

    shop.v1.checkout.sessions.expire(opened.id)

    (intent,) = shop.v1.payment_intents.list().data
    assert intent.status == "canceled"


def test_the_intent_of_a_session_is_called_off_with_the_session_only(
    shop: StripeClient, opened
) -> None:
    submit(opened, number="4000000000000002")
    (intent,) = shop.v1.payment_intents.list().data

    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_intents.cancel(intent.id)


def test_promptpay_on_the_page(shop: StripeClient) -> None:
    opened = shop.v1.checkout.sessions.create(session(allowed_payment_method_types=["promptpay"]))

    code = submit(opened, method="promptpay").headers["Location"]
    answer = requests.post(code, allow_redirects=False, timeout=5)

    assert answer.headers["Location"].endswith(f"session={opened.id}")
    assert shop.v1.checkout.sessions.retrieve(opened.id).payment_status == "paid"


def test_a_test_can_pay_without_the_page(sandbox: FakeStripe, shop: StripeClient, opened) -> None:
    sandbox.do(opened.id, "pay")

    assert shop.v1.checkout.sessions.retrieve(opened.id).status == "complete"


def test_nobody_is_at_home_at_another_address(sandbox: FakeStripe) -> None:
    assert requests.get(f"{sandbox.url}/c/pay/cs_test_nobody", timeout=5).status_code == 404
