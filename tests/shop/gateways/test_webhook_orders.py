"""News of money: a thousand times, three days late, forged, and in every order there is.

What an event does depends on the books as they are, and on nothing else: so it is enough to try
each event in each state that some order reaches. All 5,040 orders of seven go through these.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cache, partial
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone

from community.sellers.models import Seller
from shop.books.audit import audit
from shop.disputes.models import Dispute
from shop.gateways import inbox
from shop.gateways.models import WebhookEvent
from shop.gateways.stripe_gateway import StripeGateway
from shop.gateways.views import stripe_webhook
from shop.ledger.models import Entry, Journal
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing
from tests.fakestripe import WEBHOOK_SECRET, FakeStripe
from tests.fakestripe.signing import header
from tests.till import deliver, events, gateway_client, place_lines

pytestmark = pytest.mark.django_db
Event = dict[str, Any]
FORGED = ("wrong_secret", "old_timestamp", "unsigned")


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def purchase(till: FakeStripe, scarf: Listing) -> Purchase:
    return place_lines((scarf, 1))


def paid_event(till: FakeStripe, purchase: Purchase) -> Event:
    attempt = paying.start(purchase, "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    return events("payment_intent.succeeded")[0]


def posted_again(event: Event) -> int:
    """Hand an event to the inbox's own view, signed, past the middleware that is not about it."""
    text = json.dumps(event)
    signature = header(text, WEBHOOK_SECRET, int(time.time()))
    request = RequestFactory().post(
        "/webhooks/stripe/",
        text,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )
    return stripe_webhook(request).status_code


def effects() -> tuple[object, ...]:
    """Return all that money did, as something that can be compared."""
    return (
        tuple(Purchase.objects.values_list("state")),
        tuple(SellerOrder.objects.values_list("state", "refunded")),
        tuple(Attempt.objects.values_list("state", "received", "refunded")),
        tuple(Refund.objects.values_list("key", "state")),
        tuple(Dispute.objects.values_list("state", "is_withdrawn", "bearer")),
        tuple(sorted(key.split(":")[0] for key in Journal.objects.values_list("key", flat=True))),
        tuple(sorted(Entry.objects.values_list("account__code", "amount_satang"))),
    )


def promises_broken() -> set[str]:
    return {finding.promise.name for finding in audit(gateway=True) if not finding.holds}


def test_a_thousand_duplicates_have_one_effect(till: FakeStripe, purchase: Purchase) -> None:
    event = paid_event(till, purchase)
    assert deliver(event) == 200
    once = effects()

    answers = {posted_again(event) for _ in range(999)}

    assert answers == {200}
    assert effects() == once
    assert Journal.objects.filter(cause="payment").count() == 1
    assert promises_broken() == set()


def test_three_hundred_forged_have_none(till: FakeStripe, purchase: Purchase) -> None:
    event = paid_event(till, purchase)
    before = effects()

    answers = {
        deliver({**event, "id": f"evt_{number}"}, tampering=FORGED[number % 3])
        for number in range(300)
    }

    assert answers == {400}
    assert effects() == before
    assert not WebhookEvent.objects.exists()


def test_three_days_late_has_one_effect(till: FakeStripe, purchase: Purchase) -> None:
    event = paid_event(till, purchase)
    Attempt.objects.update(state=Attempt.State.CANCELLED)  # closed before it was known as paid
    expire(purchase)

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        answers = [deliver(event), deliver(event)]

    purchase.refresh_from_db()
    assert answers == [200, 200]
    assert purchase.state == "paid"  # the scarf was still there
    assert Journal.objects.filter(cause="payment").count() == 1
    assert promises_broken() == set()


def seven(till: FakeStripe, purchase: Purchase) -> list[Event]:
    """Return what the gateway tells of a card refused once, then paid, then charged back."""
    attempt = paying.start(purchase, "card")
    session = attempt.gateway_id or ""
    till.do(session, "pay")
    charge = gateway_client().v1.charges.list({"limit": 1}).data[0]
    dispute_id = till.do(charge.id, "dispute") and gateway_client().v1.disputes.list().data[0].id
    till.do(dispute_id, "lose")
    told = events(
        "payment_intent.created",
        "payment_intent.succeeded",
        "charge.succeeded",
        "checkout.session.completed",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    )
    assert len(told) == 7
    return told


class Orders:
    """Every state that some order of the events reaches, each entered once."""

    def __init__(self, told: Sequence[Event]) -> None:
        self.told = told
        self.seen: set[tuple[frozenset[int], tuple[object, ...]]] = set()
        self.ends: set[tuple[object, ...]] = set()
        self.tried = 0

    def explore(self, done: frozenset[int] = frozenset()) -> None:
        if len(done) == len(self.told):
            self.again()
            self.ends.add(effects())
            return
        for number in set(range(len(self.told))) - done:
            with transaction.atomic():
                self.tried += 1
                inbox.process_event(inbox.store(self.told[number]).pk)
                place = (done | {number}, effects())
                if place not in self.seen:
                    self.seen.add(place)
                    self.explore(done | {number})
                transaction.set_rollback(True)

    def again(self) -> None:
        """Let the worker try once more what failed."""
        for event in WebhookEvent.objects.filter(state=WebhookEvent.State.FAILED):
            inbox.process_event(event.pk)


def remember_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the gateway each question once: it has told all, and nothing changes there any more."""
    for question in ("look_up", "look_up_dispute"):
        ask = cache(partial(getattr(StripeGateway, question), StripeGateway()))
        monkeypatch.setattr(StripeGateway, question, lambda self, id_, ask=ask: ask(id_))


def test_every_order_of_seven_events_ends_the_same(
    till: FakeStripe, purchase: Purchase, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = Orders(seven(till, purchase))
    remember_answers(monkeypatch)

    orders.explore()

    assert len(orders.ends) == 1, f"{len(orders.ends)} ends"
    assert orders.tried >= 7 * 2**6  # each event after each set of others
    for event in orders.told:
        inbox.process_event(inbox.store(event).pk)
    orders.again()
    assert {effects()} == orders.ends
    assert promises_broken() == set()
