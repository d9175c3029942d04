"""Who gives back what: the buyer's fee, money in vain in a seller's hands, cash on delivery."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.fulfilment.cancelling import cancel, cancel_whole
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Entry
from shop.listings.models import Listing
from shop.payments import paying
from shop.payments.beginning import begin
from shop.payments.by_hand import receive_by_hand
from shop.payments.in_hand import received_in_hand
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.approving import refund_share
from shop.refunds.errors import KeyUsed, NotSentYet
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import came_back, pay_by_hand
from shop.refunds.sending import send
from tests.cast import make_delivery, make_listing, make_staff
from tests.fakestripe import FakeStripe
from tests.shop.refunds.paid import book, paid_purchase
from tests.shop.ways.wayside import Method, give_promptpay, switch_on
from tests.sold import share_of
from tests.till import place_lines

pytestmark = pytest.mark.django_db
FEE = Decimal("20.00")


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def in_vain(scarf: Listing, mali: User, settings: Any) -> tuple[SellerOrder, Refund]:
    """Return Mali's order and ฿900 that came straight to her for ฿930, to be paid by hand."""
    settings.COLLECT_BY = "seller_direct"
    give_promptpay(scarf.seller, mali)
    purchase = place_lines((scarf, 1), way="seller_qr")
    begin(purchase, "seller_qr")
    attempt = Attempt.objects.get(payment__purchase=purchase)
    refund = receive_by_hand(attempt, Decimal("900.00"), mali, "REF1").refund
    assert refund is not None
    return purchase.seller_orders.get(), send(refund)


def test_the_buyers_fee_comes_off_the_market_that_got_it(
    till: FakeStripe, scarf: Listing, mali: User
) -> None:
    switch_on(Method.CARD, fee_fixed=FEE)
    purchase = place_lines((scarf, 1), way="card")
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)
    share = purchase.seller_orders.get()
    assert (share.fee, debit_of("fee_income")) == (FEE, -2_000)

    cancel_whole(share, mali, to_shelf=True)

    assert (owed_to_seller(share.seller_id), debit_of("fee_income")) == (0, 0)
    assert book() == []


def test_money_in_vain_that_the_market_pays_is_the_sellers_debt(
    scarf: Listing, mali: User, settings: Any
) -> None:
    share, refund = in_vain(scarf, mali, settings)
    staff = make_staff()

    pay_by_hand(refund, staff, reference="KTB-1", from_bank=True)
    paid = owed_to_seller(share.seller_id), debit_of(f"held_by_seller:{share.seller_id}")
    clean = book()
    came_back(refund, staff)

    assert (paid, clean) == ((-90_000, 0), [])
    assert owed_to_seller(share.seller_id) == 0
    assert debit_of(f"held_by_seller:{share.seller_id}") == 90_000
    assert book() == []


def test_a_seller_gives_money_in_vain_back_at_the_desk(
    scarf: Listing, mali: User, settings: Any, client: Client
) -> None:
    share, refund = in_vain(scarf, mali, settings)
    client.force_login(mali)
    where = f"/desk/orders/{share.number}/refund/{refund.pk}/paid/"

    page = client.get(f"/desk/orders/{share.number}/").content.decode()
    client.post(where, {"reference": "KTB-1"})

    refund.refresh_from_db()
    assert where in page
    assert (refund.state, owed_to_seller(share.seller_id)) == ("done", 0)
    assert debit_of(f"held_by_seller:{share.seller_id}") == 0
    assert book() == []


def test_cash_on_delivery_goes_through_its_own_account(scarf: Listing, mali: User) -> None:
    switch_on(Method.COD, scarf.seller)
    share = place_lines((scarf, 1), way="cod").seller_orders.get()
    mark_shipped(share, mali, "thailand_post", "EB123456785TH")
    received_in_hand(share, mali)
    through = Entry.objects.filter(account__kind="cod").values_list("amount_satang", flat=True)
    assert sorted(through) == [-93_000, 93_000]

    refund = mark_returned(share, mali, to_shelf=True)
    assert refund is not None
    pay_by_hand(send(refund), mali)

    assert refund.paid_from == f"cod:{share.seller_id}"
    assert debit_of(refund.paid_from) == debit_of("refunds_due") == 0
    assert owed_to_seller(share.seller_id) == 4_000 - 4_000  # the delivery, which she has in hand
    assert book() == []


def test_less_than_all_is_not_given_for_what_is_not_sent(scarf: Listing) -> None:
    share = share_of(paid_purchase(scarf, quantity=2))
    asked = asking.ask(share, {share.lines.get().pk: 2}, reason="returned", by=None)

    with pytest.raises(NotSentYet):
        asking.approve(asked, make_staff(), goods=Decimal("50.00"))

    share.refresh_from_db()
    assert (share.state, share.refunded) == ("to_pack", Decimal("0.00"))


def test_a_key_makes_one_refund_and_no_other(scarf: Listing, mali: User) -> None:
    share, other = (share_of(paid_purchase(scarf, quantity=2)) for _ in range(2))
    line, theirs = share.lines.get().pk, other.lines.get().pk
    first = cancel(share, {line: 1}, mali, to_shelf=True, key="refund:a")

    again = cancel(share, {line: 1}, mali, to_shelf=True, key="refund:a")
    with pytest.raises(KeyUsed):
        cancel(other, {theirs: 1}, mali, to_shelf=True, key="refund:a")
    with pytest.raises(KeyUsed):
        cancel(share, {line: 0, -1: 1}, mali, to_shelf=True, key="refund:a")
    money = {line: (0, Decimal("5.00"))}
    with pytest.raises(KeyUsed):
        refund_share(share, money, reason="goodwill", by=mali, key="refund:a")

    assert again == first
    assert Refund.objects.count() == 1
