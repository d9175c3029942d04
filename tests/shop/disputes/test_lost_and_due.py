"""A chargeback is lost while refunds of the same payment are due or under way."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.disputes.chargebacks import apply_dispute
from shop.disputes.complaining import bear
from shop.disputes.models import Dispute
from shop.disputes.tasks import settle
from shop.fulfilment.cancelling import cancel_whole
from shop.fulfilment.moves import mark_shipped
from shop.fulfilment.returning import mark_returned
from shop.fulfilment.weighing import Weight, write_weights
from shop.gateways.base import DisputeSeen, MoneyBackSeen, Status
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.listings.models import Listing
from shop.money import to_satang
from shop.office.money_waiting import read_waiting
from shop.payments import paying
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.purchases.placing import place
from shop.refunds import sending
from shop.refunds.approving import refund_share
from shop.refunds.models import Refund
from shop.refunds.paying_by_hand import pay_by_hand
from tests.books import the_books_agree
from tests.cast import make_delivery, make_listing, make_seller, make_staff, make_user
from tests.fakestripe import FakeStripe
from tests.shop.refunds.bought import only_share, pay
from tests.shop.vouchers.codes import give_out, put_into_fund
from tests.till import CONTACT, fill_basket, first_choices, shown_to_buyer

pytestmark = pytest.mark.django_db
PAID = 93_000  # satang: ฿890 and the delivery's ฿40


@pytest.fixture
def scarf(malis_shop: Seller) -> Listing:
    make_delivery(malis_shop)
    return make_listing(malis_shop, "890.00", 5, slug="scarf")


@pytest.fixture
def share(till: FakeStripe, scarf: Listing) -> SellerOrder:
    return only_share(pay(till, (scarf, 1)))


def bank(share: SellerOrder, state: str, baht: str = "930.00") -> Dispute:
    """The bank takes so much of the payment, or says how it ends."""
    attempt = Attempt.objects.get(payment__purchase=share.purchase)
    satang = to_satang(Decimal(baht))
    seen = DisputeSeen(
        gateway_id=f"dp_{baht}",
        intent_id=attempt.intent_id or "",
        status=state,
        amount_satang=satang,
        withdrawn_satang=satang,
        reason="fraudulent",
        deadline=None,
    )
    return apply_dispute(attempt, seen)


def lose(share: SellerOrder, baht: str = "930.00") -> None:
    bank(share, "open", baht)
    bank(share, "lost", baht)


def all_back(share: SellerOrder) -> Refund:
    lines = {share.lines.get().pk: (1, share.goods)}
    return refund_share(
        share, lines, delivery=share.delivery, reason="cancelled", by=None, key="k", to_shelf=True
    )


def under_way(share: SellerOrder, state: str) -> Refund:
    """Return a refund of all of it that the gateway was asked for before the bank came."""
    refund = all_back(share)
    sent_at = timezone.now() - timedelta(minutes=1)
    Refund.objects.update(state=state, sent_at=sent_at, gateway_id="re_1")
    refund.refresh_from_db()
    return refund


def standing(refund: Refund) -> tuple[str, Decimal, int, int]:
    """Return its state, what the bank paid of it, and the books: still due, lost."""
    refund.refresh_from_db()
    due, lost = debit_of("refunds_due"), debit_of("losses")
    return refund.state, refund.by_bank, -due, lost


def test_a_bank_pays_its_part_of_a_larger_refund_and_the_rest_goes_out(share: SellerOrder) -> None:
    refund = all_back(share)
    owed = owed_to_seller(share.seller_id)

    lose(share, "300.00")

    assert standing(refund) == ("approved", Decimal("300.00"), 63_000, 0)
    sending.send(refund)
    assert standing(refund) == ("done", Decimal("300.00"), 0, 0)
    assert (debit_of("gateway:stripe"), owed_to_seller(share.seller_id)) == (0, owed)
    the_books_agree()


def test_the_money_office_says_what_is_for_us_to_pay(share: SellerOrder) -> None:
    all_back(share)

    lose(share, "300.00")

    due = [one.amount for one in read_waiting() if one.url.endswith("state=due")]
    assert due == [Decimal("630.00")]


def test_the_rest_by_hand_is_no_more_than_the_rest(share: SellerOrder) -> None:
    refund = all_back(share)
    Refund.objects.update(state="manual", way="manual")
    lose(share, "300.00")

    pay_by_hand(refund, make_staff(), reference="REF1", as_staff=True)

    assert standing(refund) == ("done", Decimal("300.00"), 0, 0)
    assert debit_of("bank") == -63_000
    the_books_agree()


@pytest.mark.parametrize("state", ["sent", "pending"])
def test_what_the_gateway_was_asked_for_and_refused_was_paid_by_the_bank(
    share: SellerOrder, state: str
) -> None:
    refund = under_way(share, state)
    owed = owed_to_seller(share.seller_id)
    lose(share)
    assert standing(refund) == (state, Decimal(0), PAID, PAID)
    the_books_agree()

    sending.give_up(refund, "charge_disputed")
    settle(refund.attempt_id)

    assert standing(refund) == ("done", Decimal("930.00"), 0, 0)
    assert (refund.paid_from, owed_to_seller(share.seller_id)) == ("disputed", owed)
    settle(refund.attempt_id)
    assert standing(refund) == ("done", Decimal("930.00"), 0, 0)
    the_books_agree()


def test_what_left_before_the_bank_came_is_the_markets_loss(share: SellerOrder) -> None:
    refund = under_way(share, "pending")
    owed = owed_to_seller(share.seller_id)
    lose(share)

    seen = MoneyBackSeen(gateway_id="re_1", key="k", status=Status.SUCCEEDED, error_code="")
    sending.apply_refund(refund, seen)
    settle(refund.attempt_id)

    assert standing(refund) == ("done", Decimal(0), 0, PAID)
    assert owed_to_seller(share.seller_id) == owed
    the_books_agree()


def test_a_gateway_that_was_not_there_is_not_asked_again(share: SellerOrder) -> None:
    refund = under_way(share, "sent")
    lose(share)
    Refund.objects.update(state="approved", gateway_id=None)
    refund.refresh_from_db()

    sending.send(refund)
    settle(refund.attempt_id)

    assert standing(refund) == ("done", Decimal("930.00"), 0, 0)
    the_books_agree()


def test_goods_that_are_lighter_after_the_loss_were_paid_back_by_the_bank(
    till: FakeStripe, malis_shop: Seller, mali: User
) -> None:
    make_delivery(malis_shop)
    fields = {"unit": "kg", "is_weighed": True, "weight_limit_percent": 10}
    mangoes = make_listing(malis_shop, "119.99", 5000, slug="mangoes", **fields)
    share = only_share(pay(till, (mangoes, 1000)))
    lose(share, "159.99")
    write_weights(share, {share.lines.get().pk: Weight(905, None)}, mali)
    mark_shipped(SellerOrder.objects.get(pk=share.pk), mali)
    refund = Refund.objects.get()
    assert standing(refund) == ("approved", Decimal(0), 1140, 0)

    sending.send(refund)
    settle(refund.attempt_id)

    assert standing(refund) == ("done", Decimal("11.40"), 0, 0)
    share.refresh_from_db()
    assert owed_to_seller(share.seller_id) == -to_satang(share.commission)
    the_books_agree()


def test_what_is_lighter_by_more_than_is_left_is_paid_by_both(
    till: FakeStripe, malis_shop: Seller, mali: User
) -> None:
    make_delivery(malis_shop)
    fields = {"unit": "kg", "is_weighed": True, "weight_limit_percent": 10}
    mangoes = make_listing(malis_shop, "119.99", 5000, slug="mangoes", **fields)
    share = only_share(pay(till, (mangoes, 1000)))
    bank(share, "open", "155.00")
    write_weights(share, {share.lines.get().pk: Weight(905, None)}, mali)
    mark_shipped(SellerOrder.objects.get(pk=share.pk), mali)
    refund = Refund.objects.get()

    bank(share, "lost", "155.00")

    assert standing(refund) == ("done", Decimal("11.40"), 0, 0)  # 4.99 were left
    share.refresh_from_db()
    owed = to_satang(share.total - share.commission - (Decimal("155.00") - refund.amount))
    assert owed_to_seller(share.seller_id) == owed
    the_books_agree()


def test_a_whole_payment_in_vain_is_paid_back_by_bank_and_market(share: SellerOrder) -> None:
    """A part of what came twice was taken by the bank: the other part is still sent."""
    refund = all_back(share)
    lose(share, "100.00")
    lose(share, "200.00")

    assert standing(refund) == ("approved", Decimal("300.00"), 63_000, 0)
    the_books_agree()


def test_a_cancelled_order_that_was_lost_costs_no_commission(share: SellerOrder) -> None:
    lose(share)
    assert owed_to_seller(share.seller_id) == -to_satang(share.commission)

    assert cancel_whole(share, None, to_shelf=True) is None

    assert (owed_to_seller(share.seller_id), debit_of("commission")) == (0, 0)
    the_books_agree()


def test_so_does_a_parcel_that_came_back(share: SellerOrder) -> None:
    mark_shipped(share, make_user("m@example.org"))
    lose(share)

    assert mark_returned(share, None, to_shelf=True) is None

    assert (owed_to_seller(share.seller_id), debit_of("commission")) == (0, 0)
    the_books_agree()


def test_of_a_part_that_was_lost_the_rest_of_the_commission_comes_too(share: SellerOrder) -> None:
    lose(share, "300.00")

    refund = cancel_whole(share, None, to_shelf=True)

    assert refund is not None
    assert refund.amount == Decimal("630.00")
    assert (owed_to_seller(share.seller_id), debit_of("commission")) == (0, 0)
    the_books_agree()


def test_who_keeps_the_goods_bears_what_the_market_bore(share: SellerOrder) -> None:
    lose(share)
    bear(Dispute.objects.get(), Dispute.Bearer.MARKETPLACE, make_staff())
    assert debit_of("losses") == PAID

    cancel_whole(share, None, to_shelf=True)

    assert (owed_to_seller(share.seller_id), debit_of("losses")) == (0, 0)
    the_books_agree()


def test_the_vouchers_of_a_lost_order_go_back_to_who_gave_them(
    till: FakeStripe, market: Community, niran: User, malis_shop: Seller
) -> None:
    market.sellers.add(malis_shop)
    make_delivery(malis_shop)
    put_into_fund(market, "500.00")
    code = give_out("SOME", market, niran, amount="30.00", budget="200.00")
    basket = fill_basket((make_listing(malis_shop, "50.00", 5), 2))
    basket.vouchers.add(code)
    choices = first_choices(basket)
    shown = shown_to_buyer(basket, choices)
    purchase = place(basket.pk, CONTACT, choices, shown, user=None, language="th")
    attempt = paying.start(purchase, "card")
    till.do(attempt.gateway_id or "", "pay")
    paying.sync(attempt)
    share = only_share(purchase)
    assert debit_of(accounts.fund(market.pk)) == -47_000
    lose(share, str(share.total))

    cancel_whole(share, None, to_shelf=True)

    assert debit_of(accounts.fund(market.pk)) == -50_000
    assert owed_to_seller(share.seller_id) == 0
    the_books_agree()


def test_a_part_that_is_lost_is_split_among_the_shops_to_the_satang(
    till: FakeStripe, scarf: Listing
) -> None:
    """฿930, ฿73.33 and ฿73.34 by the largest remainder: ฿100 that do not divide."""
    shops = [make_seller("kham"), make_seller("nok")]
    for shop in shops:
        make_delivery(shop)
    cups = [
        make_listing(shop, price, 3, slug=f"cup-{shop.slug}")
        for shop, price in zip(shops, ["33.33", "33.34"], strict=True)
    ]
    purchase = pay(till, (scarf, 1), *((cup, 1) for cup in cups))
    shares = list(purchase.seller_orders.order_by("seller__slug"))
    before = {one.seller.slug: owed_to_seller(one.seller_id) for one in shares}

    lose(shares[0], "100.00")

    after = {one.seller.slug: owed_to_seller(one.seller_id) for one in shares}
    borne = {slug: owed - after[slug] for slug, owed in before.items()}
    assert borne == {scarf.seller.slug: 8_638, "kham": 681, "nok": 681}  # .74, .08 and .17
    assert debit_of("losses") == 0
    the_books_agree()
