from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.sellers.models import Seller
from shop.gateways.models import WebhookEvent
from shop.listings.models import Listing
from shop.partner.models import StockRecord
from shop.payments import paying
from shop.payments.models import Attempt, Payment
from shop.payments.reasons import NO_ANSWER
from shop.payments.tasks import ask_again, close_payment
from shop.purchases.expiry import cancel, expire, expire_overdue
from shop.purchases.models import Purchase
from shop.purchases.moves import PurchaseMoved
from shop.refunds.models import Refund
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.till import CONTACT, deliver, events, gateway_client, place_lines

pytestmark = pytest.mark.django_db
FIVE_LATER = timedelta(minutes=5)


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def purchase(till: FakeStripe, scarf: Listing) -> Purchase:
    return place_lines((scarf, 2))


def pay_qr(till: FakeStripe, attempt: Attempt, **how: Any) -> None:
    """Pay as a buyer with a banking app does."""
    till.do(attempt.gateway_id or "", "pay", **how)


def state_of(purchase: Purchase) -> tuple[str, str]:
    purchase.refresh_from_db()
    return purchase.state, Payment.objects.get(purchase=purchase).state


def held(purchase: Purchase) -> str:
    return Reservation.objects.get(reference=purchase.number).state


def test_promptpay_shows_the_gateways_code(purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")

    assert attempt.state == "open"
    assert attempt.idempotency_key == f"{purchase.number}-1"
    assert attempt.qr_data.startswith("000201")
    intent = gateway_client().v1.payment_intents.retrieve(attempt.gateway_id or "")
    assert (intent.amount, intent.currency) == (182000, "thb")


def test_a_buyer_without_an_address_is_represented_by_the_market(
    till: FakeStripe, scarf: Listing
) -> None:
    purchase = place_lines((scarf, 1), contact=CONTACT.__class__(name="ป้าศรี", phone="+66810000002"))

    attempt = paying.start(purchase, "promptpay")

    intent = gateway_client().v1.payment_intents.retrieve(
        attempt.gateway_id or "", {"expand": ["payment_method"]}
    )
    assert intent.payment_method.billing_details.email == "payments@market.example"  # type: ignore[union-attr]


def test_a_paid_webhook_pays_the_purchase(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    pay_qr(till, attempt)

    status = deliver(events("payment_intent.succeeded")[0])

    assert status == 200
    assert state_of(purchase) == ("paid", "paid")
    assert held(purchase) == "claimed"
    assert purchase.seller_orders.get().state == "to_pack"
    attempt.refresh_from_db()
    assert (attempt.state, attempt.received) == ("succeeded", Decimal("1820.00"))


def test_a_card_is_paid_on_the_hosted_page(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")

    paying.sync(attempt)

    assert state_of(purchase) == ("paid", "paid")
    assert attempt.next_url.startswith(till.url)


def test_starting_twice_is_one_charge(till: FakeStripe, purchase: Purchase) -> None:
    first = paying.start(purchase, "promptpay")
    second = paying.start(purchase, "promptpay")

    assert first.pk == second.pk
    assert len(gateway_client().v1.payment_intents.list().data) == 1


@pytest.mark.parametrize("fault", ["timeout_after", "reset_after", "timeout_before"])
def test_an_unknown_outcome_is_neither_paid_nor_failed(
    till: FakeStripe, purchase: Purchase, fault: str
) -> None:
    till.faults.add(fault, path="/v1/payment_intents", times=2, seconds=3)

    attempt = paying.start(purchase, "promptpay")
    assert attempt.state == "unknown"

    again = paying.start(purchase, "promptpay")
    assert (again.pk, again.state) == (attempt.pk, "open")
    assert len(gateway_client().v1.payment_intents.list().data) == 1


def test_a_saved_500_is_looked_up_before_a_new_key(till: FakeStripe, purchase: Purchase) -> None:
    till.faults.add("500_after", path="/v1/payment_intents")

    attempt = paying.start(purchase, "promptpay")
    assert attempt.state == "unknown"

    again = paying.start(purchase, "promptpay")
    assert (again.pk, again.state) == (attempt.pk, "open")
    assert len(gateway_client().v1.payment_intents.list().data) == 1


def test_a_saved_500_without_an_effect_ends_the_attempt(
    till: FakeStripe, purchase: Purchase
) -> None:
    till.faults.add("500_saved", path="/v1/payment_intents")
    paying.start(purchase, "promptpay")

    given_up = paying.start(purchase, "promptpay")
    assert (given_up.state, given_up.error_code) == ("failed", "gateway_error")

    fresh = paying.start(purchase, "promptpay")
    assert (fresh.number, fresh.state) == (2, "open")


def test_changing_the_way_closes_the_first(till: FakeStripe, purchase: Purchase) -> None:
    first = paying.start(purchase, "promptpay")
    second = paying.start(purchase, "card")

    first.refresh_from_db()
    assert (first.state, second.number, second.state) == ("cancelled", 2, "open")
    intent = gateway_client().v1.payment_intents.retrieve(first.gateway_id or "")
    assert intent.status == "canceled"


def test_changing_the_way_after_paying_keeps_the_payment(
    till: FakeStripe, purchase: Purchase
) -> None:
    first = paying.start(purchase, "promptpay")
    pay_qr(till, first)

    with pytest.raises(paying.NotPayable):
        paying.start(purchase, "card")

    assert state_of(purchase) == ("paid", "paid")


def test_unpaid_stock_goes_back(till: FakeStripe, purchase: Purchase, scarf: Listing) -> None:
    Purchase.objects.update(expires_at=timezone.now())

    assert expire_overdue() == 1
    assert expire_overdue() == 0

    assert held(purchase) == "released"
    record = scarf.variants.get().stock_record
    assert (record.num_in_stock, record.num_allocated) == (5, 0)
    purchase.refresh_from_db()
    assert purchase.seller_orders.get().state == "cancelled"


def test_the_gateway_is_closed_after_expiry(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    expire(purchase)

    close_payment(purchase.pk)

    attempt.refresh_from_db()
    assert attempt.state == "cancelled"
    assert state_of(purchase) == ("expired", "closed")


def test_late_money_keeps_goods_that_are_still_there(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    expire(purchase)
    pay_qr(till, attempt)

    deliver(events("payment_intent.succeeded")[0])

    assert state_of(purchase) == ("paid", "paid")
    assert held(purchase) == "claimed"
    assert not Refund.objects.exists()


def test_late_money_for_goods_that_are_gone_is_due_back(
    till: FakeStripe, purchase: Purchase, scarf: Listing
) -> None:
    attempt = paying.start(purchase, "promptpay")
    expire(purchase)
    place_lines((scarf, 4))
    pay_qr(till, attempt)

    deliver(events("payment_intent.succeeded")[0])

    due = Refund.objects.get()
    assert (due.amount, due.reason, due.way, due.state) == (
        Decimal("1820.00"),
        "late",
        "gateway",
        "approved",
    )
    purchase.refresh_from_db()
    assert purchase.state == "expired"
    assert held(purchase) == "released"


def test_money_after_a_cancel_is_due_back(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    cancel(purchase)
    pay_qr(till, attempt)

    deliver(events("payment_intent.succeeded")[0])

    assert Refund.objects.get().reason == "late"
    assert held(purchase) == "released"


def test_a_buyer_without_e_mail_is_refunded_by_hand(till: FakeStripe, scarf: Listing) -> None:
    contact = CONTACT.__class__(name="ป้าศรี", phone="+66810000002")
    purchase = place_lines((scarf, 2), contact=contact)
    attempt = paying.start(purchase, "promptpay")
    cancel(purchase)
    pay_qr(till, attempt)

    deliver(events("payment_intent.succeeded")[0])

    assert Refund.objects.get().way == "manual"


def test_paying_twice_is_due_back_once(till: FakeStripe, purchase: Purchase) -> None:
    first = paying.start(purchase, "promptpay")
    Attempt.objects.filter(pk=first.pk).update(state="failed")  # its answer went astray
    second = paying.start(purchase, "card")
    till.do(second.gateway_id or "", "pay")
    pay_qr(till, first)

    for event in events("payment_intent.succeeded", "checkout.session.completed") * 2:
        deliver(event)

    assert state_of(purchase) == ("paid", "paid")
    due = Refund.objects.get()
    assert (due.reason, due.amount) == ("duplicate", Decimal("1820.00"))


def test_cancelling_gives_the_basket_back(till: FakeStripe, purchase: Purchase) -> None:
    basket = cancel(purchase)

    assert [(line.product_id, line.quantity) for line in basket.lines.all()] == [
        (line.product_id, line.quantity) for line in purchase.basket.lines.all()
    ]
    assert held(purchase) == "released"
    with pytest.raises(PurchaseMoved):
        cancel(purchase)


def test_a_paid_purchase_is_not_expired(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    pay_qr(till, attempt)
    paying.sync(attempt)

    assert expire(purchase) is False

    assert held(purchase) == "claimed"


@pytest.mark.parametrize("what", ["listing", "seller"])
def test_withdrawn_goods_are_not_charged(
    till: FakeStripe, purchase: Purchase, scarf: Listing, what: str
) -> None:
    if what == "listing":
        Listing.objects.update(state="withdrawn")
    else:
        Seller.objects.update(state="suspended")

    with pytest.raises(paying.NotPayable) as refused:
        paying.start(purchase, "promptpay")

    assert refused.value.reason == "withdrawn"
    assert gateway_client().v1.payment_intents.list().data == []


def test_another_amount_is_due_back(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    Payment.objects.update(amount="1819.00")
    pay_qr(till, attempt)

    paying.sync(attempt)

    assert Refund.objects.get().reason == "amount"
    purchase.refresh_from_db()
    assert purchase.state == "awaiting_payment"


def test_a_lost_webhook_is_asked_for(till: FakeStripe, purchase: Purchase) -> None:
    attempt = paying.start(purchase, "promptpay")
    pay_qr(till, attempt)
    Attempt.objects.update(changed_at=timezone.now() - FIVE_LATER)

    ask_again(0)

    assert state_of(purchase) == ("paid", "paid")
    assert not WebhookEvent.objects.exists()


def test_a_question_on_its_way_is_not_given_up(till: FakeStripe, purchase: Purchase) -> None:
    """The waiting page polls while another tab is still being answered."""
    till.faults.add("timeout_before", path="/v1/checkout/sessions", times=2, seconds=3)
    attempt = paying.start(purchase, "card")
    assert attempt.state == "unknown"

    paying.sync(attempt)

    assert attempt.state == "unknown"


def test_an_answer_that_comes_after_all_is_closed(till: FakeStripe, purchase: Purchase) -> None:
    till.faults.add("timeout_before", path="/v1/checkout/sessions", times=2, seconds=3)
    attempt = paying.start(purchase, "card")
    Attempt.objects.filter(pk=attempt.pk).update(state="failed")

    attempt.refresh_from_db()
    paying.ask(attempt)

    assert attempt.state == "failed"
    session = gateway_client().v1.checkout.sessions.list().data[0]
    assert session.status == "expired"


def test_one_attempt_that_fails_does_not_hide_the_others(
    till: FakeStripe, purchase: Purchase, scarf: Listing
) -> None:
    broken = paying.start(purchase, "promptpay")
    paid = paying.start(place_lines((scarf, 1)), "promptpay")
    pay_qr(till, paid)
    long_ago = timezone.now() - FIVE_LATER
    Attempt.objects.update(changed_at=long_ago)
    till.faults.add("500", path=f"/v1/payment_intents/{broken.gateway_id}", times=9)

    ask_again(0)

    paid.refresh_from_db()
    assert paid.state == "succeeded"


def test_one_bad_purchase_does_not_stop_expiry(
    till: FakeStripe, purchase: Purchase, malis_shop: Seller
) -> None:
    other = place_lines((make_listing(malis_shop, slug="other", sku="O"), 1))
    Purchase.objects.update(expires_at=timezone.now())
    StockRecord.objects.filter(variant__listing__slug="scarf").update(num_allocated=0)

    assert expire_overdue() == 1

    other.refresh_from_db()
    assert other.state == "expired"


def test_changing_the_way_while_the_gateway_is_down_is_told(
    till: FakeStripe, purchase: Purchase
) -> None:
    paying.start(purchase, "promptpay")
    till.faults.add("500", path="/v1/payment_intents/*", times=9)
    client = Client()
    client.get(f"/orders/{purchase.number}/?t={purchase.token}")

    answer = client.post(f"/pay/{purchase.number}/start/", {"method": "card"}, follow=True)

    assert answer.status_code == 200
    assert [str(m) for m in answer.context["messages"]] == [str(NO_ANSWER)]
