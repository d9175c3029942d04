"""A buyer asks the shop, then the market."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from community.people.models import User
from shop.disputes.complaining import complain, decide_for_buyer, decide_for_seller
from shop.disputes.errors import DisputeMoved, TooEarly
from shop.disputes.models import Dispute
from shop.fulfilment.moves import mark_shipped
from shop.ledger.balances import debit_of, owed_to_seller
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.errors import AlreadyAsked, SameEyes, TwoEyes
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.shop.refunds.paid import book, paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ")


@pytest.fixture
def share(mali: User) -> SellerOrder:
    """3 baskets at ฿100, ฿40 delivery, sent."""
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=10)
    share = share_of(paid_purchase(listing, quantity=3))
    mark_shipped(share, mali)
    share.refresh_from_db()
    return share


def ask(share: SellerOrder, quantity: int = 1) -> Refund:
    wanted = {share.lines.get().pk: quantity}
    return asking.ask(share, wanted, reason=Refund.Reason.DAMAGED, note="แตก", by=None)


def test_asking_books_nothing(share: SellerOrder) -> None:
    asked = ask(share)

    assert (asked.state, asked.amount, debit_of("refunds_due")) == (
        "requested",
        Decimal("100.00"),
        0,
    )


def test_one_question_at_a_time(share: SellerOrder) -> None:
    ask(share)

    with pytest.raises(AlreadyAsked):
        ask(share)


def test_the_shop_says_yes(share: SellerOrder, mali: User) -> None:
    asked = ask(share)

    asking.approve(asked, mali, to_shelf=True)

    assert (asked.state, debit_of("refunds_due")) == ("approved", -10_000)
    assert share.lines.get().stock_record.num_in_stock == 8
    assert book() == []


def test_a_part_of_what_was_asked(share: SellerOrder, mali: User) -> None:
    asked = ask(share, 2)

    asking.approve(asked, mali, goods=Decimal("150.00"))

    assert [part.amount for part in asked.lines.all()] == [Decimal("150.00")]
    assert debit_of("refunds_due") == -15_000


def test_a_large_sum_needs_two_of_the_staff(share: SellerOrder, settings: object) -> None:
    settings.REFUND_TWO_EYES_ABOVE = Decimal("50.00")  # type: ignore[attr-defined]
    anan, dao = make_staff(), make_staff("dao@example.org", "ดาว")
    asked = ask(share)

    with pytest.raises(TwoEyes):
        asking.approve(asked, anan, as_staff=True)
    assert asking.needs_second(asked, anan)
    with pytest.raises(SameEyes):
        asking.approve(asked, anan, as_staff=True)
    assert not asking.needs_second(asked, dao)
    asking.approve(asked, dao, as_staff=True)

    assert (asked.state, asked.first_by, asked.decided_by) == ("approved", anan, dao)


def test_the_market_is_asked_once_the_shop_said_no(share: SellerOrder, mali: User) -> None:
    asked = ask(share)
    with pytest.raises(TooEarly):
        complain(asked, "แตกจริง", None)
    asking.refuse(asked, mali, "ห่อดีแล้ว")

    dispute = complain(asked, "แตกจริง", None)

    assert (dispute.state, dispute.amount) == ("open", Decimal("100.00"))
    assert [one.text for one in dispute.evidence.all()] == ["แตกจริง"]
    assert complain(asked, "อีกครั้ง", None) == dispute


def test_the_market_is_asked_where_the_shop_says_nothing(share: SellerOrder) -> None:
    asked = ask(share)
    Refund.objects.update(created_at=timezone.now() - timedelta(days=4))

    dispute = complain(asked, "แตกจริง", None)

    asked.refresh_from_db()
    assert (asked.state, dispute.state) == ("refused", "open")


def complaint(share: SellerOrder, mali: User) -> Dispute:
    asked = ask(share)
    asking.refuse(asked, mali, "ห่อดีแล้ว")
    return complain(asked, "แตกจริง", None)


@pytest.mark.parametrize(
    ("bearer", "owed", "losses"), [("seller", 23_000, 0), ("marketplace", 32_500, 9_500)]
)
def test_the_buyer_is_right_and_somebody_bears_it(
    share: SellerOrder, mali: User, bearer: str, owed: int, losses: int
) -> None:
    dispute = complaint(share, mali)

    made = decide_for_buyer(
        dispute, make_staff(), "แตกตอนส่ง", amount=Decimal("100.00"), bearer=bearer
    )

    assert (dispute.state, made.amount, made.state) == ("lost", Decimal("100.00"), "approved")
    assert (owed_to_seller(share.seller_id), debit_of("losses")) == (owed, losses)
    assert book() == []


def test_decided_is_decided(share: SellerOrder, mali: User) -> None:
    dispute = complaint(share, mali)
    decide_for_seller(dispute, make_staff(), "ห่อดีแล้ว")

    with pytest.raises(DisputeMoved):
        decide_for_buyer(
            dispute, make_staff("b@example.org"), "x", amount=Decimal(1), bearer="seller"
        )
    assert debit_of("refunds_due") == 0
