"""Refunds on their way through the gateway: sent once, whatever becomes of the answer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.balances import debit_of
from shop.listings.models import Listing
from shop.purchases.models import SellerOrder
from shop.refunds import sending
from shop.refunds.approving import refund_share
from shop.refunds.errors import ReferenceUsed, RefundMoved
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import came_back, pay_by_hand
from tests.cast import make_delivery, make_listing, make_staff
from tests.fakestripe import FakeStripe
from tests.shop.refunds.bought import only_share, pay
from tests.shop.refunds.paid import book
from tests.till import deliver, events, gateway_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def approved(share: SellerOrder, amount: str = "100.00", key: str = "refund:one") -> Refund:
    line = share.lines.get()
    parts = {line.pk: (0, Decimal(amount))}
    refund_share(share, parts, reason=Refund.Reason.GOODWILL, by=None, key=key)
    found = Refund.objects.select_related("purchase", "attempt__payment__seller_order")
    return found.get(key=key)


def at_gateway() -> list[tuple[int, str]]:
    return [(one.amount, one.status) for one in gateway_client().v1.refunds.list().data]


def at_the_till(till: FakeStripe, scarf: Listing, method: str = "card") -> Refund:
    return approved(only_share(pay(till, (scarf, 1), method=method)))


def test_a_card_gets_its_money_at_once(till: FakeStripe, scarf: Listing) -> None:
    refund = sending.send(at_the_till(till, scarf))

    assert (refund.state, refund.paid_from) == ("done", "gateway:stripe")
    assert at_gateway() == [(10_000, "succeeded")]
    assert debit_of("refunds_due") == 0
    assert book() == []


def test_sent_twice_is_one_refund(till: FakeStripe, scarf: Listing) -> None:
    refund = at_the_till(till, scarf)

    for _ in range(2):
        sending.send(Refund.objects.get(pk=refund.pk))

    assert at_gateway() == [(10_000, "succeeded")]


@pytest.mark.parametrize("fault", ["timeout_after", "reset_after", "500_after", "garbage"])
def test_a_lost_answer_is_looked_up(till: FakeStripe, scarf: Listing, fault: str) -> None:
    refund = at_the_till(till, scarf)
    till.faults.add(fault, path="/v1/refunds", times=2, seconds=3)

    sending.send(refund)
    assert refund.state == "sent"
    till.faults.clear()
    Refund.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
    refund.refresh_from_db()
    sending.bring_up(refund)

    assert refund.state == "done"
    assert at_gateway() == [(10_000, "succeeded")]
    assert book() == []


def test_a_worker_that_dies_before_it_asks_asks_later(till: FakeStripe, scarf: Listing) -> None:
    refund = at_the_till(till, scarf)
    long_ago = timezone.now() - timedelta(minutes=5)
    Refund.objects.update(state=Refund.State.SENT, sent_at=long_ago)
    refund.refresh_from_db()

    sending.bring_up(refund)

    assert refund.state == "done"
    assert at_gateway() == [(10_000, "succeeded")]


def test_a_gateway_that_did_nothing_is_asked_again(till: FakeStripe, scarf: Listing) -> None:
    refund = at_the_till(till, scarf)
    till.faults.add("429", path="/v1/refunds")

    sending.send(refund)
    assert refund.state == "approved"
    sending.send(refund)

    assert refund.state == "done"


def test_what_the_gateway_refuses_is_paid_by_hand(till: FakeStripe, scarf: Listing) -> None:
    refund = at_the_till(till, scarf)
    charge = gateway_client().v1.charges.list().data[0]
    till.do(charge.id, "dispute")

    sending.send(refund)

    assert (refund.state, refund.way) == ("manual", "manual")
    assert debit_of("refunds_due") == -10_000


def test_promptpay_waits_for_the_buyers_account(till: FakeStripe, scarf: Listing) -> None:
    refund = sending.send(at_the_till(till, scarf, "promptpay"))
    assert refund.state == "pending"

    till.do(refund.gateway_id or "", "succeed")
    for event in events("refund.created", "refund.updated") * 2:
        assert deliver(event) == 200

    refund.refresh_from_db()
    assert refund.state == "done"
    assert debit_of("refunds_due") == 0


@pytest.mark.parametrize("method", ["card", "promptpay"])
def test_a_refund_that_fails_is_owed_again(till: FakeStripe, scarf: Listing, method: str) -> None:
    refund = sending.send(at_the_till(till, scarf, method))

    till.do(refund.gateway_id or "", "fail")
    for event in reversed(events("refund.updated", "refund.failed")):
        assert deliver(event) == 200

    refund.refresh_from_db()
    assert (refund.state, refund.way) == ("manual", "manual")
    assert debit_of("refunds_due") == -10_000
    assert book() == []


def test_it_is_paid_by_hand_once_and_may_come_back(
    till: FakeStripe, scarf: Listing, staff_member: User
) -> None:
    refund = at_the_till(till, scarf)
    Refund.objects.update(way="manual")
    refund.refresh_from_db()
    sending.send(refund)

    pay_by_hand(refund, staff_member, reference="KTB-1")
    assert (refund.state, debit_of("refunds_due"), debit_of("bank")) == ("done", 0, -10_000)
    with pytest.raises(RefundMoved):
        pay_by_hand(refund, staff_member, reference="KTB-2")
    came_back(refund, staff_member)
    assert (refund.state, debit_of("refunds_due"), debit_of("bank")) == ("manual", -10_000, 0)
    pay_by_hand(refund, staff_member, reference="KTB-3")

    assert (debit_of("refunds_due"), debit_of("bank")) == (0, -10_000)
    assert book() == []


@pytest.mark.parametrize("state", ["approved", "sent", "pending", "failed"])
def test_what_is_at_the_gateway_is_not_paid_by_hand(
    till: FakeStripe, scarf: Listing, staff_member: User, state: str
) -> None:
    refund = at_the_till(till, scarf)
    Refund.objects.update(state=state)

    with pytest.raises(RefundMoved):
        pay_by_hand(refund, staff_member, reference="KTB-1")

    assert (debit_of("refunds_due"), debit_of("bank")) == (-10_000, 0)


@pytest.mark.parametrize("state", ["sent", "pending", "done"])
def test_only_a_transfer_of_ours_comes_back(
    till: FakeStripe, scarf: Listing, staff_member: User, state: str
) -> None:
    refund = sending.send(at_the_till(till, scarf))
    Refund.objects.update(state=state)

    with pytest.raises(RefundMoved):
        came_back(refund, staff_member)

    assert (debit_of("refunds_due"), debit_of("gateway:stripe")) == (0, 83_000)


def test_a_bank_reference_pays_one_refund(
    till: FakeStripe, scarf: Listing, staff_member: User
) -> None:
    share = only_share(pay(till, (scarf, 1)))
    refunds = [approved(share, key=f"refund:{n}") for n in range(2)]
    Refund.objects.update(way="manual", state="manual")
    for refund in refunds:
        refund.refresh_from_db()
    pay_by_hand(refunds[0], staff_member, reference="KTB-1")

    with pytest.raises(ReferenceUsed):
        pay_by_hand(refunds[1], staff_member, reference="KTB-1")


@pytest.fixture
def staff_member() -> User:
    return make_staff()
