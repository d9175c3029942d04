"""The gateway's own books beside ours: kept once, fees booked, differences shown."""

from __future__ import annotations

import pytest

from community.sellers.models import Seller
from shop.books.audit import audit
from shop.ledger.balances import debit_of
from shop.ledger.gateway_import import compare, import_movements
from shop.ledger.models import GatewayTransaction, Journal
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.models import Attempt
from shop.refunds.models import Refund
from tests.cast import make_delivery, make_listing
from tests.fakestripe import FakeStripe
from tests.till import gateway_client, place_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 9, slug="scarf")


def paid_at_gateway(till: FakeStripe, scarf: Listing) -> Attempt:
    """Return an attempt over ฿930 whose money has come to the gateway; we do not know yet."""
    attempt = paying.start(place_lines((scarf, 1)), "promptpay")
    till.do(attempt.gateway_id or "", "pay")
    return attempt


def kept() -> list[tuple[str, int, int, str]]:
    rows = GatewayTransaction.objects.order_by("at", "pk")
    return list(rows.values_list("kind", "amount_satang", "fee_satang", "state"))


def broken() -> set[str]:
    return {finding.promise.name for finding in audit(gateway=True) if not finding.holds}


def test_a_payment_agrees_and_its_fee_is_booked_once(till: FakeStripe, scarf: Listing) -> None:
    attempt = paying.sync(paid_at_gateway(till, scarf))

    times = [import_movements(), import_movements()]

    assert times == [1, 0]
    assert kept() == [("charge", 93_000, 1_642, "matched")]  # 1.65 % and 7 % VAT on it
    assert (debit_of("fees"), debit_of("gateway:stripe")) == (1_642, 91_358)
    fee = Journal.objects.get(cause="fee")
    assert fee.purchase_id == attempt.payment.purchase_id
    assert broken() == set()


def test_money_that_we_did_not_hear_of_is_missing_until_we_do(
    till: FakeStripe, scarf: Listing
) -> None:
    attempt = paid_at_gateway(till, scarf)

    import_movements()
    assert kept() == [("charge", 93_000, 1_642, "missing")]

    paying.sync(attempt)
    compare()
    assert kept() == [("charge", 93_000, 1_642, "matched")]


def test_money_to_the_bank_is_moved_there(till: FakeStripe, scarf: Listing) -> None:
    paying.sync(paid_at_gateway(till, scarf))
    till.settle(90_000, key=gateway_client()._requestor._options.api_key or "")

    import_movements()

    assert ("settlement", -90_000, 0, "matched") in kept()
    assert (debit_of("bank"), debit_of("gateway:stripe")) == (90_000, 1_358)
    assert broken() == set()


def test_a_refund_made_in_the_gateways_own_screens_shows(till: FakeStripe, scarf: Listing) -> None:
    attempt = paying.sync(paid_at_gateway(till, scarf))
    intent = attempt.intent_id or ""
    gateway_client().v1.refunds.create({"payment_intent": intent, "amount": 5_000})

    import_movements()

    assert ("refund", -5_000, 0, "missing") in kept()


def test_a_refund_is_under_way_until_the_gateway_is_done(till: FakeStripe, scarf: Listing) -> None:
    attempt = paying.sync(paid_at_gateway(till, scarf))
    made = gateway_client().v1.refunds.create(
        {"payment_intent": attempt.intent_id or "", "amount": 5_000}
    )
    Refund.objects.create(
        purchase=attempt.payment.purchase,
        attempt=attempt,
        key="refund:goodwill",
        amount="50.00",
        reason=Refund.Reason.GOODWILL,
        way=Refund.Way.GATEWAY,
        state=Refund.State.PENDING,
        gateway_id=made.id,
    )

    import_movements()

    assert ("refund", -5_000, 0, "under_way") in kept()


def test_another_amount_than_ours_is_different(till: FakeStripe, scarf: Listing) -> None:
    paying.sync(paid_at_gateway(till, scarf))
    import_movements()
    GatewayTransaction.objects.update(amount_satang=93_100)

    compare()

    assert kept() == [("charge", 93_100, 1_642, "different")]
