"""A community's fund is paid out, each time by a transfer of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from community.groups.models import Community
from community.people.models import User
from shop.payouts.errors import ReferenceUsed
from shop.payouts.funds import in_fund, mark_fund_paid, propose
from shop.payouts.models import FundPayout
from tests.books import the_books_agree
from tests.cast import make_staff
from tests.shop.vouchers.codes import put_into_fund

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(market: Community, nok: User) -> list[FundPayout]:
    """Two payouts of ฿100 that Nok proposed."""
    put_into_fund(market, "500.00")
    return [propose(market, Decimal(100), f"ค่าไฟ {n}", nok) for n in (1, 2)]


def test_a_bank_reference_proves_one_payout(market: Community, two: list[FundPayout]) -> None:
    anan = make_staff()
    mark_fund_paid(two[0], "KTB-1", anan)

    with pytest.raises(ReferenceUsed):
        mark_fund_paid(two[1], " KTB-1 ", anan)

    two[1].refresh_from_db()
    assert (two[1].state, in_fund(market)) == ("proposed", Decimal(400))
    mark_fund_paid(two[1], "KTB-2", anan)
    assert in_fund(market) == Decimal(300)
    the_books_agree()


def test_whoever_types_it_twice_reads_why(two: list[FundPayout], client: Client) -> None:
    anan = make_staff()
    mark_fund_paid(two[0], "KTB-1", anan)
    client.force_login(anan)

    where = f"/office/money/payouts/funds/{two[1].pk}/"
    page = client.post(where, {"act": "paid", "reference": "KTB-1"}, follow=True).content.decode()

    assert "KTB-1" in page
    two[1].refresh_from_db()
    assert two[1].state == "proposed"
