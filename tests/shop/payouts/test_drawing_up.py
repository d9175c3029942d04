"""A batch claims the entries of sellers' balances, each of them once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from community.people.models import User
from community.sellers.models import Seller
from shop.ledger.balances import debit_of, owed_to_seller
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Payout
from shop.payouts.settling import mark_failed, mark_paid, mark_returned
from tests.cast import make_listing, make_staff
from tests.community.banking.accounts import make_account
from tests.paid_out import pay_out, sell

pytestmark = pytest.mark.django_db


@pytest.fixture
def nok() -> User:
    return make_staff("nok@example.org", "นก")


def test_it_pays_what_is_past_its_hold(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))

    batch, (payout,) = pay_out(anan, nok)

    # 400 + 40 delivery, less 5 % of the goods.
    assert payout.amount == Decimal("420.00")
    assert owed_to_seller(malis_shop.pk) == 0
    assert debit_of("on_its_way") == -42000
    assert payout.claims.count() == 4
    mark_paid(payout, anan, "KTB123")
    assert debit_of("on_its_way") == 0
    batch.refresh_from_db()
    assert batch.state == "closed"
    assert draw_up(anan) is None


def test_returned_money_is_paid_again(malis_shop: Seller, anan: User, nok: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    _, (payout,) = pay_out(anan, nok)
    mark_paid(payout, anan, "KTB123")

    mark_returned(payout, anan, "account closed")

    assert owed_to_seller(malis_shop.pk) == 42000
    _, (again,) = pay_out(anan, nok)
    assert again.amount == Decimal("420.00")
    mark_failed(again, anan, "no such account")
    assert owed_to_seller(malis_shop.pk) == 42000
    assert Payout.objects.count() == 2
