from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from community.people.models import User
from shop.books.audit import audit
from shop.ledger.balances import debit_of, owed_to_seller
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.by_hand import receive_by_hand
from shop.payments.models import Attempt, Payment
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase
from shop.refunds.models import Refund
from shop.slips.deciding import confirm, look_again, refuse
from shop.slips.errors import Decided
from shop.slips.models import Slip
from shop.slips.sending import Typed, send_slip
from shop.slips.taking import take
from tests.fakestripe import FakeStripe
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of, uploaded

pytestmark = pytest.mark.django_db
BAHT_420 = Decimal("420.00")


@pytest.fixture
def slip(payment: Payment) -> Slip:
    return send_slip(payment, uploaded(slip_of()), Typed(), None)


def books_hold() -> bool:
    return all(finding.holds for finding in audit(gateway=False))


def test_a_confirmed_slip_pays_the_purchase(slip: Slip, anan: User) -> None:
    attempt = confirm(slip, BAHT_420, anan)

    purchase = Purchase.objects.get(pk=slip.payment.purchase_id)
    assert (purchase.state, slip.state) == (Purchase.State.PAID, Slip.State.CONFIRMED)
    assert (attempt.received, attempt.reference, attempt.seen_by) == (
        BAHT_420,
        "016326091512ABC00001",
        anan,
    )
    assert debit_of("bank") == 42_000
    assert books_hold()


def test_another_amount_is_owed_back(slip: Slip, anan: User) -> None:
    confirm(slip, Decimal("42.00"), anan)

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason) == (Decimal("42.00"), Refund.Reason.AMOUNT)
    assert not Purchase.objects.get(pk=slip.payment.purchase_id).is_paid
    assert books_hold()


def test_a_slip_is_decided_once(slip: Slip, anan: User) -> None:
    stale = Slip.objects.get(pk=slip.pk)
    confirm(slip, BAHT_420, anan)

    with pytest.raises(Decided):
        refuse(stale, Slip.Why.NO_MONEY, anan)
    with pytest.raises(Decided):
        confirm(stale, BAHT_420, anan)

    assert (Refund.objects.count(), debit_of("bank")) == (0, 42_000)


def test_a_refused_slip_can_be_looked_at_again(slip: Slip, anan: User) -> None:
    refuse(slip, Slip.Why.UNREADABLE, anan)
    assert (slip.state, slip.why) == (Slip.State.REFUSED, "unreadable")

    look_again(slip, anan)
    confirm(slip, BAHT_420, anan)

    assert slip.state == Slip.State.CONFIRMED
    assert books_hold()


def test_money_after_the_time_takes_the_goods_again(slip: Slip, anan: User) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        expire(slip.payment.purchase)
        confirm(slip, BAHT_420, anan)

    assert Purchase.objects.get(pk=slip.payment.purchase_id).is_paid
    assert books_hold()


def test_a_sellers_slip_pays_his_share_and_shows_what_he_has_in_hand(
    hankie: Listing, mali: User
) -> None:
    (payment,) = to_sellers(hankie)
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)

    confirm(slip, BAHT_420, mali)

    assert Purchase.objects.get(pk=payment.purchase_id).is_paid
    assert owed_to_seller(hankie.seller_id) == -1_900  # 5 % of ฿380 is the market's
    assert debit_of("bank") == 0
    assert books_hold()


def test_money_beside_a_try_in_another_way_is_owed_back(
    payment: Payment, anan: User, till: FakeStripe
) -> None:
    """The first way's money comes twice while the buyer has a gateway's code open."""
    first = payment.attempts.get()
    paying.start(payment.purchase, Attempt.Method.PROMPTPAY)
    receive_by_hand(first, BAHT_420, anan, "BANK-1")

    receive_by_hand(first, BAHT_420, anan, "BANK-2")

    refund = Refund.objects.get()
    assert (refund.amount, refund.reason) == (BAHT_420, Refund.Reason.DUPLICATE)
    assert Attempt.objects.filter(state=Attempt.State.OPEN).count() == 1
    assert debit_of("bank") == 84_000
    assert books_hold()


def test_a_transfer_is_taken_while_only_a_gateways_code_is_open(
    hankie: Listing, anan: User, till: FakeStripe
) -> None:
    payment = to_the_market(hankie)
    payment.attempts.all().delete()
    paying.start(payment.purchase, Attempt.Method.PROMPTPAY)

    shown = {"shown_by": "slip", "reference": "BANK-3", "own_name": "S"}

    attempt = take(payment, payment.amount, anan, **shown)

    assert (attempt.received, attempt.reference) == (payment.amount, "BANK-3")
    assert Purchase.objects.get(pk=payment.purchase_id).is_paid
    assert books_hold()


def minutes_left(purchase_id: int) -> float:
    left = Purchase.objects.get(pk=purchase_id).expires_at - timezone.now()
    return round(left.total_seconds() / 60)


def test_a_decision_ends_the_long_hold(slip: Slip, anan: User) -> None:
    refuse(slip, Slip.Why.NO_MONEY, anan)

    assert minutes_left(slip.payment.purchase_id) == 15


def test_another_amount_ends_it_too(slip: Slip, anan: User) -> None:
    confirm(slip, Decimal("42.00"), anan)

    assert minutes_left(slip.payment.purchase_id) == 15


def test_a_decision_leaves_the_time_that_the_way_gives(hankie: Listing, anan: User) -> None:
    payment = to_the_market(hankie, way=Attempt.Method.TRANSFER)
    slip = send_slip(payment, uploaded(slip_of()), Typed(), None)

    refuse(slip, Slip.Why.NO_MONEY, anan)

    assert minutes_left(payment.purchase_id) == 24 * 60


def test_while_another_slip_waits_the_goods_stay(payment: Payment, slip: Slip, anan: User) -> None:
    send_slip(payment, uploaded(slip_of(reference="016326091512ABC00002")), Typed(), None)

    refuse(slip, Slip.Why.NO_MONEY, anan)

    assert minutes_left(payment.purchase_id) == 3 * 24 * 60


def test_a_slip_that_is_looked_at_again_holds_the_goods_again(slip: Slip, anan: User) -> None:
    refuse(slip, Slip.Why.UNREADABLE, anan)

    look_again(slip, anan)

    assert minutes_left(slip.payment.purchase_id) == 3 * 24 * 60
