"""A card's bank takes money back: the books follow, in whatever order the news comes."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from community.sellers.models import Seller
from shop.disputes.answering import answer_bank
from shop.disputes.complaining import bear
from shop.disputes.models import Dispute
from shop.ledger.balances import debit_of, owed_to_seller
from shop.listings.models import Listing
from shop.purchases.models import SellerOrder
from shop.refunds.approving import refund_share
from shop.refunds.errors import Disputed
from tests.cast import make_delivery, make_listing, make_seller, make_staff
from tests.fakestripe import FakeStripe
from tests.shop.refunds.bought import only_share, pay
from tests.shop.refunds.paid import book
from tests.till import deliver, events, gateway_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def share(till: FakeStripe, scarf: Listing) -> SellerOrder:
    return only_share(pay(till, (scarf, 1)))


def news() -> None:
    for event in events():
        if event["type"].startswith("charge.dispute"):
            assert deliver(event) == 200


def dispute(till: FakeStripe) -> Dispute:
    """The bank takes the money back, and we hear of it."""
    charge = gateway_client().v1.charges.list().data[0]
    till.do(charge.id, "dispute")
    news()
    return Dispute.objects.get()


def test_the_money_lies_between_until_it_is_decided(till: FakeStripe, share: SellerOrder) -> None:
    found = dispute(till)

    assert (found.state, found.amount, found.is_withdrawn) == ("open", share.total, True)
    assert found.deadline is not None
    assert (debit_of("disputed"), debit_of("gateway:stripe")) == (share.total * 100, 0)
    assert book() == []


def test_won_it_is_as_before(till: FakeStripe, share: SellerOrder) -> None:
    before = owed_to_seller(share.seller_id)
    found = dispute(till)

    till.do(found.gateway_id or "", "win")
    news()

    found.refresh_from_db()
    assert (found.state, debit_of("disputed")) == ("won", 0)
    assert owed_to_seller(share.seller_id) == before
    assert book() == []


def test_lost_its_seller_bears_it_and_staff_can_say_otherwise(
    till: FakeStripe, share: SellerOrder
) -> None:
    before = owed_to_seller(share.seller_id)
    found = dispute(till)

    till.do(found.gateway_id or "", "lose")
    news()
    found.refresh_from_db()
    assert (found.state, debit_of("disputed")) == ("lost", 0)
    assert owed_to_seller(share.seller_id) == before - share.total * 100

    bear(found, Dispute.Bearer.MARKETPLACE, make_staff())
    assert owed_to_seller(share.seller_id) == before
    assert debit_of("losses") == share.total * 100
    bear(found, Dispute.Bearer.SELLER, make_staff("other@example.org"))
    assert (debit_of("losses"), book()) == (0, [])


def test_two_sellers_bear_it_by_their_shares(till: FakeStripe, scarf: Listing) -> None:
    kham = make_seller("kham")
    make_delivery(kham)
    purchase = pay(till, (scarf, 1), (make_listing(kham, "33.33", 3, slug="cup"), 1))
    before = [owed_to_seller(one.seller_id) for one in purchase.seller_orders.order_by("pk")]
    found = dispute(till)

    till.do(found.gateway_id or "", "lose")
    news()

    for share, owed in zip(purchase.seller_orders.order_by("pk"), before, strict=True):
        assert owed_to_seller(share.seller_id) == owed - share.total * 100


@pytest.mark.parametrize("order", list(permutations(range(3)))[:6])
def test_the_order_of_the_news_does_not_matter(
    till: FakeStripe, share: SellerOrder, order: tuple[int, ...]
) -> None:
    charge = gateway_client().v1.charges.list().data[0]
    taken = till.do(charge.id, "dispute")
    till.do(taken["id"], "lose")
    heard = [event for event in events() if event["type"].startswith("charge.dispute")]

    for position in order:
        assert deliver(heard[position]) == 200

    assert Dispute.objects.get().state == "lost"
    assert (debit_of("disputed"), debit_of("gateway:stripe")) == (0, 0)


def test_what_the_bank_took_is_not_refunded_too(till: FakeStripe, share: SellerOrder) -> None:
    dispute(till)
    parts = {share.lines.get().pk: (0, Decimal("10.00"))}

    with pytest.raises(Disputed):
        refund_share(share, parts, reason="goodwill", by=None, key="refund:one")


def test_what_speaks_for_us_is_handed_in_once(till: FakeStripe, share: SellerOrder) -> None:
    found = dispute(till)

    answer_bank(found, "ส่งแล้ว EF582568151TH", make_staff())

    found.refresh_from_db()
    assert (found.state, found.evidence.count()) == ("answered", 1)
    at_bank = gateway_client().v1.disputes.retrieve(found.gateway_id or "")
    assert at_bank.evidence_details.submission_count == 1
