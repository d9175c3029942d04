"""Staff decide: by two above a limit, the fee too, and what a shop says it has paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from community.people.models import User
from community.sellers.models import Seller
from shop.disputes.complaining import complain, decide_for_buyer, needs_second
from shop.disputes.errors import TooEarly
from shop.disputes.models import Dispute
from shop.ledger.balances import debit_of, owed_to_seller
from shop.listings.models import Listing
from shop.payments import paying
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.errors import OnlyAll, SameEyes, TwoEyes
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import pay_by_hand
from shop.refunds.words import refusal_text
from tests.books import the_books_agree
from tests.cast import make_delivery, make_listing, make_staff
from tests.fakestripe import FakeStripe
from tests.shop.refunds.bought import only_share, pay
from tests.shop.refunds.test_whose_money import FEE, in_vain
from tests.shop.ways.wayside import Method, switch_on
from tests.till import place_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop, price="40.00")
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


def complaint(share: SellerOrder, mali: User) -> Dispute:
    """Somchai wants back what has not left, Mali says no, and he asks the market."""
    asked = asking.ask(share, {share.lines.get().pk: 1}, reason="returned", by=None)
    asking.refuse(asked, mali, "ทอแล้ว")
    return complain(asked, "ยังไม่ส่งเลย", None)


def decide(dispute: Dispute, by: User, baht: str, bearer: str = "seller") -> Refund:
    return decide_for_buyer(dispute, by, "ยังไม่ส่ง", amount=Decimal(baht), bearer=bearer)


def test_a_large_sum_needs_another_one_of_the_staff(
    till: FakeStripe, scarf: Listing, mali: User, settings: Any
) -> None:
    settings.REFUND_TWO_EYES_ABOVE = Decimal("500.00")
    anan, dao = make_staff(), make_staff("dao2@example.org", "ดาว")
    share = only_share(pay(till, (scarf, 1)))
    dispute = complaint(share, mali)

    with pytest.raises(TwoEyes):
        decide(dispute, anan, "930.00")
    assert needs_second(dispute, Decimal("930.00"), anan)
    assert not needs_second(dispute, Decimal("930.00"), anan)
    with pytest.raises(SameEyes):
        decide(dispute, anan, "930.00")
    dispute.refresh_from_db()
    assert (dispute.state, debit_of("refunds_due")) == ("open", 0)
    made = decide(dispute, dao, "930.00")

    assert (dispute.state, dispute.decided_by, made.amount) == ("lost", dao, Decimal("930.00"))
    the_books_agree()


def test_up_to_the_limit_one_is_enough(
    till: FakeStripe, scarf: Listing, mali: User, settings: Any
) -> None:
    settings.REFUND_TWO_EYES_ABOVE = Decimal("930.00")
    dispute = complaint(only_share(pay(till, (scarf, 1))), mali)
    anan = make_staff()

    assert not needs_second(dispute, Decimal("930.00"), anan)
    assert decide(dispute, anan, "930.00").state == "approved"


def test_two_of_the_staff_press_one_after_the_other(
    till: FakeStripe, scarf: Listing, mali: User, settings: Any, client: Client
) -> None:
    settings.REFUND_TWO_EYES_ABOVE = Decimal("500.00")
    dispute = complaint(only_share(pay(till, (scarf, 1))), mali)
    where = f"/office/money/disputes/{dispute.pk}/"
    typed = {"act": "buyer", "amount": "930", "bearer": "seller", "answer": "ยังไม่ส่ง"}
    typed["what"] = "settle"
    states = []

    for email in ("anan@example.org", "anan@example.org", "dao2@example.org"):
        client.force_login(User.objects.filter(email=email).first() or make_staff(email))
        client.post(where, typed)
        dispute.refresh_from_db()
        states.append(dispute.state)

    assert states == ["open", "open", "lost"]


@pytest.mark.parametrize(
    ("bearer", "owed", "losses"), [("seller", 0, 0), ("marketplace", 88_550, 88_550)]
)
def test_the_fee_goes_back_from_whoever_had_it(
    till: FakeStripe, scarf: Listing, mali: User, bearer: str, owed: int, losses: int
) -> None:
    """฿20 for the card are the market's: neither the shop nor the losses bear them twice."""
    switch_on(Method.CARD, fee_fixed=FEE)
    purchase = place_lines((scarf, 1), way="card")
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)
    share = only_share(purchase)
    dispute = complaint(share, mali)
    assert dispute.amount == Decimal("950.00")

    made = decide(dispute, make_staff(), "950.00", bearer)

    assert (made.goods, made.delivery, made.fee) == (Decimal(890), Decimal(40), FEE)
    assert (debit_of("fee_income"), debit_of("losses")) == (0, losses)
    assert owed_to_seller(share.seller_id) == owed
    the_books_agree()


def said_to_be_paid(scarf: Listing, mali: User, settings: Any) -> tuple[SellerOrder, Refund]:
    """฿900 came to Mali in vain, and she says that she has sent them back."""
    share, refund = in_vain(scarf, mali, settings)
    pay_by_hand(refund, mali, reference="KTB-1")
    return share, refund


@pytest.mark.parametrize(
    ("bearer", "owed", "losses"), [("seller", -90_000, 0), ("marketplace", 0, 90_000)]
)
def test_the_buyer_contradicts_a_shop_that_kept_money_in_vain(
    scarf: Listing, mali: User, settings: Any, bearer: str, owed: int, losses: int
) -> None:
    share, refund = said_to_be_paid(scarf, mali, settings)
    dispute = complain(refund, "ไม่ได้รับเงิน", None)
    staff = make_staff()

    assert decide(dispute, staff, "900.00", bearer) == refund
    the_books_agree()
    pay_by_hand(refund, staff, reference="KTB-2", from_bank=True, as_staff=True)

    assert dispute.seller_order == share
    assert (refund.state, debit_of("bank"), debit_of("refunds_due")) == ("done", -90_000, 0)
    assert (owed_to_seller(share.seller_id), debit_of("losses")) == (owed, losses)
    the_books_agree()


def test_it_is_owed_again_whole_or_not_at_all(scarf: Listing, mali: User, settings: Any) -> None:
    _, refund = said_to_be_paid(scarf, mali, settings)
    dispute = complain(refund, "ไม่ได้รับเงิน", None)

    with pytest.raises(OnlyAll) as refused:
        decide(dispute, make_staff(), "899.00")

    refund.refresh_from_db()
    assert refund.state == "done"
    assert "แบ่งคืนไม่ได้" in refusal_text(refused.value)
    with translation.override("en"):
        assert "all of it, or nothing" in refusal_text(refused.value)


def test_the_buyer_of_money_in_vain_is_shown_the_way(
    scarf: Listing, mali: User, settings: Any, client: Client
) -> None:
    share, refund = said_to_be_paid(scarf, mali, settings)
    purchase = share.purchase
    client.get(f"{purchase.get_absolute_url()}?t={purchase.token}")
    where = f"/refunds/{purchase.number}/{refund.pk}/complaint/"

    page = client.get(f"/refunds/{purchase.number}/").content.decode()
    client.post(where, {"text": "ไม่ได้รับเงิน"})

    assert where in page
    assert Dispute.objects.get().request == refund


def test_what_the_market_paid_itself_is_not_contradicted(
    scarf: Listing, mali: User, settings: Any
) -> None:
    _, refund = in_vain(scarf, mali, settings)
    pay_by_hand(refund, make_staff(), reference="KTB-1", from_bank=True)

    with pytest.raises(TooEarly):
        complain(refund, "ไม่ได้รับเงิน", None)
