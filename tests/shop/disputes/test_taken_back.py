"""What a card's bank took does not go back a second time; its goods still move."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.sellers.models import Seller
from shop.disputes.chargebacks import apply_dispute
from shop.disputes.models import Dispute
from shop.fulfilment.cancelling import cancel, cancel_whole
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.gateways.base import DisputeSeen
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Journal
from shop.listings.models import Listing
from shop.money import to_satang
from shop.payments.models import Attempt, Payment
from shop.payments.receiving import take_in
from shop.purchases.models import SellerOrder
from shop.refunds import sending
from shop.refunds.approving import refund_share
from shop.refunds.errors import Disputed, KeyUsed
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import pay_by_hand
from shop.stock.models import Reservation
from tests.cast import make_delivery, make_listing, make_staff, make_user
from tests.fakestripe import FakeStripe
from tests.shop.disputes.test_chargebacks import dispute, news
from tests.shop.refunds.bought import only_share, pay
from tests.shop.refunds.paid import book

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def share(till: FakeStripe, scarf: Listing) -> SellerOrder:
    return only_share(pay(till, (scarf, 1)))


def lose(till: FakeStripe, found: Dispute) -> None:
    till.do(found.gateway_id or "", "lose")
    news()


def bank_says(state: str, satang: int) -> DisputeSeen:
    return DisputeSeen(
        gateway_id="dp_again",
        intent_id="pi_again",
        status=state,
        amount_satang=satang,
        withdrawn_satang=satang,
        reason="duplicate",
        deadline=None,
    )


def all_back(share: SellerOrder) -> Refund:
    lines = {share.lines.get().pk: (1, share.goods)}
    back = {"delivery": share.delivery, "reason": Refund.Reason.CANCELLED}
    return refund_share(share, lines, by=None, key="refund:x", to_shelf=True, **back)  # type: ignore[arg-type]


def test_a_refund_waits_for_the_bank_and_is_paid_by_it(
    till: FakeStripe, share: SellerOrder
) -> None:
    refund = all_back(share)
    owed = owed_to_seller(share.seller_id)
    found = dispute(till)

    sending.send(refund)
    assert refund.state == "approved"
    Refund.objects.update(state="manual", way="manual")
    with pytest.raises(Disputed):
        pay_by_hand(refund, make_staff(), reference="REF1", as_staff=True)
    lose(till, found)

    refund.refresh_from_db()
    assert (refund.state, refund.paid_from) == ("done", "disputed")
    assert (debit_of("refunds_due"), debit_of("losses"), debit_of("bank")) == (0, 0, 0)
    assert owed_to_seller(share.seller_id) == owed
    assert book() == []


def test_a_refund_goes_on_where_the_bank_decides_for_us(
    till: FakeStripe, share: SellerOrder
) -> None:
    refund = all_back(share)
    found = dispute(till)
    till.do(found.gateway_id or "", "win")
    news()

    sending.send(refund)

    # The gateway was asked: it refunds no charge that was ever disputed, so a person pays.
    assert (refund.state, refund.error_code) == ("manual", "charge_disputed")
    assert book() == []


def test_a_lost_payment_in_vain_costs_its_seller_nothing(till: FakeStripe, scarf: Listing) -> None:
    share = only_share(pay(till, (scarf, 1)))
    payment = Payment.objects.get()
    again = Attempt.objects.create(
        payment=payment,
        number=2,
        method="card",
        amount=payment.amount,
        gateway="stripe",
        state="open",
        idempotency_key="again",
    )
    seen = {"gateway_id": "cs_again", "intent_id": "pi_again"}
    refund = take_in(again, payment.amount, seen=seen).refund
    assert refund is not None
    owed = owed_to_seller(share.seller_id)
    again.refresh_from_db()
    for state in ("open", "lost"):
        apply_dispute(again, bank_says(state, to_satang(payment.amount)))

    refund.refresh_from_db()
    assert (refund.state, refund.paid_from) == ("done", "disputed")
    assert (owed_to_seller(share.seller_id), debit_of("refunds_due")) == (owed, 0)


def test_goods_of_a_lost_payment_stay_without_a_refund(
    till: FakeStripe, share: SellerOrder
) -> None:
    lose(till, dispute(till))

    assert cancel_whole(share, None, to_shelf=True) is None

    share.refresh_from_db()
    assert (share.state, share.refunded) == ("cancelled", 0)
    assert Reservation.objects.get().state == "released"
    assert owed_to_seller(share.seller_id) == 0  # its commission came back
    assert book() == []


def test_a_parcel_of_a_lost_payment_comes_back_to_the_shelf(
    till: FakeStripe, share: SellerOrder
) -> None:
    mark_shipped(share, make_user("m@example.org"))
    lose(till, dispute(till))

    assert mark_returned(share, None, to_shelf=True) is None

    share.refresh_from_db()
    assert share.state == "returned"
    assert share.lines.get().stock_record.num_in_stock == 5
    assert book() == []


def test_of_a_part_that_was_lost_the_rest_goes_back(till: FakeStripe, share: SellerOrder) -> None:
    found = dispute(till)
    lose(till, found)
    took = Decimal("300.00")
    Dispute.objects.update(amount=took)

    with pytest.raises(Disputed):
        refund_share(
            share,
            {share.lines.get().pk: (0, share.total - took + 1)},
            reason="goodwill",
            by=None,
            key="refund:much",
        )
    made = refund_share(
        share, {share.lines.get().pk: (0, Decimal("100.00"))}, reason="goodwill", by=None, key="k"
    )

    assert made.state == "approved"


def test_money_taken_twice_is_booked_twice(till: FakeStripe, share: SellerOrder) -> None:
    from shop.disputes.booking import book_reinstated, book_withdrawn

    found = dispute(till)
    book_reinstated(found)
    book_withdrawn(found)

    assert debit_of("disputed") == share.total * 100
    keys = Journal.objects.filter(cause="dispute").order_by("pk").values_list("key", flat=True)
    assert [key.split(":", 2)[2] for key in keys] == ["withdrawn", "reinstated", "withdrawn:2"]


def test_a_form_sent_twice_with_other_goods_is_no_second_refund(
    till: FakeStripe, scarf: Listing
) -> None:
    share = only_share(pay(till, (scarf, 3)))
    line, mali = share.lines.get().pk, make_user("mali2@example.org")
    first = cancel(share, {line: 1}, mali, to_shelf=True, key="refund:form")

    assert cancel(share, {line: 1}, mali, to_shelf=True, key="refund:form") == first
    with pytest.raises(KeyUsed):
        cancel(share, {line: 2}, mali, to_shelf=True, key="refund:form")
