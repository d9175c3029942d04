"""Two people let a batch go; what changed since it was drawn up stays behind."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from community.audit.models import Act
from community.banking.models import PayoutAccount
from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Journal
from shop.payouts.drawing_up import draw_up
from shop.payouts.errors import (
    Moved,
    NoReference,
    NotChecked,
    NothingReady,
    OwnShop,
    ReferenceUsed,
    SamePerson,
)
from shop.payouts.holding import go_on, hold
from shop.payouts.models import Batch, Claim, Payout
from shop.payouts.releasing import check, release
from shop.payouts.settling import mark_failed, mark_paid, mark_returned
from tests.cast import join_team, make_listing, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import ask_for_money, make_schedule, pay_out, refund_half, sell

pytestmark = pytest.mark.django_db
State, Held = Payout.State, Payout.Held


@pytest.fixture
def drawn(malis_shop: Seller, anan: User) -> Batch:
    """A batch with one payout of Mali's, ฿420."""
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    batch = draw_up(anan)
    assert batch is not None
    return batch


def test_nobody_is_both_pairs_of_eyes(drawn: Batch, anan: User) -> None:
    with pytest.raises(SamePerson):
        release(drawn, anan)

    assert Journal.objects.filter(cause="payout").count() == 0


def test_what_the_worker_drew_up_is_looked_over_first(
    malis_shop: Seller, anan: User, nok: User
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    batch = draw_up()
    assert batch is not None
    with pytest.raises(NotChecked):
        release(batch, nok)

    check(batch, anan)
    with pytest.raises(Moved):
        check(batch, nok)
    release(batch, nok)

    journal = Journal.objects.get(cause="payout")
    assert (journal.by, journal.second) == (anan, nok)


def test_nobody_releases_to_a_shop_of_their_own(
    drawn: Batch, malis_shop: Seller, nok: User
) -> None:
    join_team(malis_shop, nok)

    with pytest.raises(OwnShop):
        release(drawn, nok)

    drawn.refresh_from_db()
    assert drawn.state == "drawn_up"


def test_it_is_released_once(drawn: Batch, malis_shop: Seller, nok: User) -> None:
    release(drawn, nok)

    with pytest.raises(Moved):
        release(drawn, nok)

    assert debit_of("on_its_way") == -42000
    assert owed_to_seller(malis_shop.pk) == 0


@pytest.mark.parametrize(
    ("accounts", "why"),
    [
        ([], Held.NO_ACCOUNT),
        (["active", "held"], Held.ACCOUNT_CHANGING),
        (["held"], Held.ACCOUNT_CHANGING),
        (["active", "asked"], ""),
        (["replaced", "active"], ""),
    ],
)
def test_it_is_held_while_the_account_is_not_sure(
    malis_shop: Seller, anan: User, accounts: list[str], why: str
) -> None:
    for place, state in enumerate(accounts):
        make_account(malis_shop, f"111222333{place}", state=PayoutAccount.State(state))
    sell(make_listing(malis_shop, "400.00"))

    batch = draw_up(anan)

    assert batch is not None
    assert batch.payouts.get().held_for == why


def test_an_account_changed_an_hour_before_the_release_holds_it(
    drawn: Batch, malis_shop: Seller, nok: User
) -> None:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    make_account(malis_shop, "9998887776", state="held", confirmed_at=an_hour_ago)

    with pytest.raises(NothingReady):
        release(drawn, nok)

    assert debit_of("on_its_way") == 0
    assert owed_to_seller(malis_shop.pk) == 42000


@pytest.mark.parametrize("change", ["suspended", "stopped"])
def test_a_stopped_shop_is_held(malis_shop: Seller, anan: User, change: str) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    if change == "stopped":
        make_schedule(malis_shop, stopped="บัญชีถูกร้องเรียน")
    else:
        Seller.objects.filter(pk=malis_shop.pk).update(state="suspended")

    batch = draw_up(anan)

    assert batch is not None
    expected = {"suspended": Held.SELLER_STOPPED, "stopped": Held.STOPPED}
    assert batch.payouts.get().held_for == expected[change]


@pytest.mark.parametrize("news", [refund_half, lambda order: ask_for_money(order, "50.00")])
def test_news_of_an_order_leave_its_payout_out(
    malis_shop: Seller, anan: User, nok: User, news: Any
) -> None:
    make_account(malis_shop)
    sold = sell(make_listing(malis_shop, "400.00"))
    batch = draw_up(anan)
    assert batch is not None
    news(sold)

    with pytest.raises(NothingReady):
        release(batch, nok)

    assert debit_of("on_its_way") == 0


def test_what_is_held_is_left_out_and_the_others_go(
    drawn: Batch, malis_shop: Seller, anan: User, nok: User
) -> None:
    payout = drawn.payouts.get()
    hold(payout, anan, "ask the bank")
    with pytest.raises(NothingReady):
        release(drawn, nok)
    payout.refresh_from_db()
    assert (payout.state, payout.held_for, payout.error) == ("held", "by_hand", "ask the bank")

    go_on(payout, anan, timezone.now())
    release(drawn, nok)

    payout.refresh_from_db()
    assert payout.state == State.SENT


def test_it_is_paid_only_with_a_reference(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)

    with pytest.raises(NoReference):
        mark_paid(payout, anan, "  ")

    assert debit_of("bank") == 0


def test_a_bank_reference_proves_one_payout(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (first,) = pay_out(anan, nok)
    mark_paid(first, anan, "KTB1")
    sell(make_listing(malis_shop, "100.00", slug="cup"))
    _, (second,) = pay_out(anan, nok)

    with pytest.raises(ReferenceUsed) as refused:
        mark_paid(second, anan, " KTB1 ")

    second.refresh_from_db()
    assert (refused.value.number, second.state) == (second.number, "sent")
    assert debit_of("bank") == -42000


ENDS = {
    "paid": lambda payout, by: mark_paid(payout, by, "KTB1"),
    "failed": lambda payout, by: mark_failed(payout, by, "no such account"),
    "returned": lambda payout, by: mark_returned(payout, by, "closed"),
}


@pytest.mark.parametrize("second", sorted(ENDS))
@pytest.mark.parametrize("first", sorted(ENDS))
def test_a_payout_ends_along_its_table(
    malis_shop: Seller, anan: User, nok: User, first: str, second: str
) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)
    done = []

    for end in (first, second):
        try:
            ENDS[end](payout, anan)
            done.append(end)
        except Moved:
            pass

    assert (
        done
        == {
            ("paid", "paid"): ["paid"],
            ("paid", "failed"): ["paid"],
            ("paid", "returned"): ["paid", "returned"],
            ("failed", "paid"): ["failed"],
            ("failed", "failed"): ["failed"],
            ("failed", "returned"): ["failed"],
            ("returned", "paid"): ["paid"],
            ("returned", "failed"): ["failed"],
            ("returned", "returned"): [],
        }[first, second]
    )
    back = {"returned", "failed"} & set(done)
    assert owed_to_seller(malis_shop.pk) == (42000 if back else 0)


def test_those_who_see_the_money_are_told_of_each_end_once(
    malis_shop: Seller, drawn: Batch, nok: User, anan: User
) -> None:
    join_team(malis_shop, make_user("packer@example.org"), role=SellerMember.Role.PACKER)
    hold(drawn.payouts.get(), anan, "ask the bank")
    go_on(drawn.payouts.get(), anan, timezone.now())
    (payout,) = release(drawn, nok)
    mark_paid(payout, anan, "KTB1")
    mark_returned(payout, anan, "closed")

    told = Notice.objects.order_by("pk")
    assert [(one.kind, one.user, one.facts["amount"]) for one in told] == [
        (kind, malis_shop.members.get(role="owner").user, "฿420.00")
        for kind in ("payout_held", "payout_paid", "payout_back")
    ]
    assert [one.facts.get("note", one.facts.get("reference")) for one in told] == [
        "ask the bank",
        "KTB1",
        "closed",
    ]


def test_every_step_is_in_the_log(drawn: Batch, nok: User, anan: User) -> None:
    (payout,) = release(drawn, nok)
    mark_paid(payout, anan, "KTB1")

    verbs = list(Act.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["batch.drawn_up", "batch.released", "payout.paid"]
    assert Claim.objects.count() == 4
    assert payout.amount == Decimal("420.00")
