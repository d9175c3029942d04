"""A batch claims the entries of sellers' balances, each of them once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Entry
from shop.payouts.books import PAYOUT_PROMISES
from shop.payouts.drawing_up import draw_up, drop
from shop.payouts.errors import Moved, NothingReady
from shop.payouts.models import Batch, Claim, Payout
from shop.payouts.releasing import release
from shop.payouts.settling import mark_failed, mark_paid, mark_returned
from shop.payouts.standing import Why, standing_of, waiting_of
from shop.purchases.models import SellerOrder
from tests.cast import make_listing, make_seller, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import ask_for_money, make_schedule, pay_out, refund_half, sell

pytestmark = pytest.mark.django_db
# Of ฿400 of goods and ฿40 of delivery, less 5 % of the goods.
SHARE = Decimal("420.00")


def promises_hold() -> bool:
    return not [row for promise in PAYOUT_PROMISES for row in promise.broken()]


def test_it_pays_what_is_past_its_hold(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))

    batch, (payout,) = pay_out(anan, nok)
    mark_paid(payout, anan, "KTB123")

    assert payout.amount == SHARE
    assert owed_to_seller(malis_shop.pk) == 0
    assert debit_of("on_its_way") == 0
    assert debit_of("bank") == -42000
    batch.refresh_from_db()
    assert (batch.state, payout.state, payout.bank_reference) == ("closed", "paid", "KTB123")
    assert draw_up(anan) is None
    assert promises_hold()


def test_it_leaves_what_is_on_hold(malis_shop: Seller, anan: User) -> None:
    make_account(malis_shop)
    tomorrow = timezone.now() + timedelta(days=1)
    held = sell(make_listing(malis_shop, "400.00"), payable_from=tomorrow)

    assert draw_up(anan) is None

    assert Claim.objects.count() == 0
    (waiting,) = waiting_of(malis_shop)
    assert (waiting.number, waiting.amount, waiting.why) == (held.number, SHARE, Why.HOLD)
    assert waiting.until == tomorrow


@pytest.mark.parametrize(("state", "why"), [("to_pack", Why.NOT_SENT), ("shipped", Why.ON_ITS_WAY)])
def test_what_is_not_delivered_waits(malis_shop: Seller, anan: User, state: str, why: Why) -> None:
    sold = sell(make_listing(malis_shop, "400.00"))
    shipped_at = timezone.now() if state == "shipped" else None
    SellerOrder.objects.filter(pk=sold.pk).update(
        state=state, delivered_at=None, payable_from=None, shipped_at=shipped_at
    )

    assert draw_up(anan) is None

    assert [one.why for one in waiting_of(malis_shop)] == [why]


def test_an_open_question_holds_its_order_alone(malis_shop: Seller, anan: User) -> None:
    make_account(malis_shop)
    asked, other = sell(make_listing(malis_shop, "400.00")), None
    other = sell(make_listing(malis_shop, "100.00", slug="other"))
    ask_for_money(asked, "50.00")

    batch = draw_up(anan)

    assert batch is not None
    assert batch.payouts.get().amount == Decimal("135.00")
    claimed = Entry.objects.filter(claim__isnull=False).values_list("seller_order", flat=True)
    assert set(claimed) == {other.pk}
    assert waiting_of(malis_shop)[0].why == Why.QUESTION


def test_less_than_the_minimum_waits(malis_shop: Seller, anan: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "60.00"))  # 60 + 40 - 3

    assert draw_up(anan) is None

    assert (Claim.objects.count(), Payout.objects.count(), Batch.objects.count()) == (0, 0, 0)
    standing = standing_of(malis_shop)
    assert (standing.payable, standing.is_enough) == (Decimal("97.00"), False)


def test_a_refund_after_the_payout_comes_off_the_next(
    malis_shop: Seller, anan: User, nok: User
) -> None:
    make_account(malis_shop)
    first = sell(make_listing(malis_shop, "400.00", stock=9))
    _, (paid,) = pay_out(anan, nok)
    mark_paid(paid, anan, "KTB1")
    refund_half(first)
    assert standing_of(malis_shop).debt == Decimal("190.00")  # 200, less 5 %
    assert draw_up(anan) is None

    sell(make_listing(malis_shop, "400.00", slug="other"))
    _, (second,) = pay_out(anan, nok)

    assert second.amount == Decimal("230.00")
    assert owed_to_seller(malis_shop.pk) == 0
    assert promises_hold()


@pytest.mark.parametrize("end", [mark_failed, mark_returned])
def test_money_that_came_back_is_paid_again(
    malis_shop: Seller, anan: User, nok: User, end: object
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)
    if end is mark_returned:
        mark_paid(payout, anan, "KTB1")

    end(payout, anan, "account closed")  # type: ignore[operator]

    assert owed_to_seller(malis_shop.pk) == 42000
    assert (debit_of("on_its_way"), debit_of("bank")) == (0, 0)
    _, (again,) = pay_out(anan, nok)
    assert again.amount == SHARE
    assert promises_hold()


@pytest.mark.parametrize("end", [mark_failed, mark_returned])
def test_money_that_came_back_waits_with_its_order(
    malis_shop: Seller, anan: User, nok: User, end: Any
) -> None:
    make_account(malis_shop)
    asked = sell(make_listing(malis_shop, "400.00"))
    other = sell(make_listing(malis_shop, "100.00", slug="other"))
    _, (payout,) = pay_out(anan, nok)
    if end is mark_returned:
        mark_paid(payout, anan, "KTB1")

    end(payout, anan, "account closed")
    ask_for_money(asked, "50.00")

    back = Entry.objects.filter(what="payout_back").order_by("seller_order")
    assert list(back.values_list("seller_order", "amount_satang")) == [
        (asked.pk, -42000),
        (other.pk, -13500),
    ]
    assert [(one.number, one.amount) for one in waiting_of(malis_shop)] == [(asked.number, SHARE)]
    assert standing_of(malis_shop).payable == Decimal("135.00")
    _, (again,) = pay_out(anan, nok)
    assert again.amount == Decimal("135.00")
    assert promises_hold()


def test_a_question_about_money_that_came_back_holds_the_payout_that_has_it(
    malis_shop: Seller, anan: User, nok: User
) -> None:
    make_account(malis_shop)
    sold = sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)
    mark_failed(payout, anan, "account closed")
    again = draw_up(anan)
    assert again is not None
    ask_for_money(sold, "50.00")

    with pytest.raises(NothingReady):
        release(again, nok)


def test_what_came_back_is_the_balance_as_it_was(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    make_schedule(malis_shop, reserve_percent="10", reserve_days=30)
    first = sell(make_listing(malis_shop, "400.00"))
    _, (paid,) = pay_out(anan, nok)
    mark_paid(paid, anan, "KTB1")
    refund_half(first)
    second = sell(make_listing(malis_shop, "600.00", slug="other"))  # 600 + 40 - 30
    _, (payout,) = pay_out(anan, nok)
    assert (payout.amount, payout.reserve) == (Decimal("378.00"), Decimal("42.00"))

    mark_failed(payout, anan, "account closed")

    back = Entry.objects.filter(what="payout_back").order_by("seller_order")
    assert list(back.values_list("seller_order", "amount_satang")) == [
        (first.pk, 19000),
        (second.pk, -56800),
    ]
    standing = standing_of(malis_shop)
    assert (standing.payable, standing.reserved) == (Decimal("378.00"), Decimal("84.00"))
    assert promises_hold()


def test_a_reserve_is_kept_and_paid_later(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    make_schedule(malis_shop, reserve_percent="10", reserve_days=30)
    sell(make_listing(malis_shop, "400.00"))

    _, (payout,) = pay_out(anan, nok)

    assert (payout.amount, payout.reserve) == (Decimal("378.00"), Decimal("42.00"))
    standing = standing_of(malis_shop)
    assert (standing.balance, standing.reserved, standing.payable) == (
        Decimal("42.00"),
        Decimal("42.00"),
        Decimal("0.00"),
    )
    assert draw_up(anan) is None
    make_schedule(malis_shop, minimum="1.00")
    later = draw_up(anan, at=timezone.now() + timedelta(days=31))
    assert later is not None
    assert later.payouts.get().amount == Decimal("42.00")
    assert promises_hold()


def test_a_dropped_batch_gives_its_entries_back(malis_shop: Seller, anan: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    batch = draw_up(anan)
    assert batch is not None

    drop(batch, anan)

    assert Claim.objects.count() == 0
    with pytest.raises(Moved):
        drop(batch, anan)
    again = draw_up(anan)
    assert again is not None
    assert again.payouts.get().amount == SHARE
    assert promises_hold()


def test_two_sellers_are_two_payouts(malis_shop: Seller, anan: User, nok: User) -> None:
    kham = make_seller("kham", owner=make_user("kham@example.org"))
    make_account(malis_shop)
    make_account(kham, "5556667778")
    sell(make_listing(malis_shop, "400.00"), make_listing(kham, "100.00", slug="cup"))

    _, payouts = pay_out(anan, nok)

    assert {one.seller: one.amount for one in payouts} == {
        malis_shop: SHARE,
        kham: Decimal("135.00"),
    }
