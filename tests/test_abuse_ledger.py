"""Bad input where money is given back, shown, kept and paid out: refused, and the books agree.

An account that was changed an hour before the batch: tests/shop/payouts/test_releasing.py. Slips
that were used, edited or of another amount: tests/shop/slips/. Satang and three sellers:
tests/shop/vouchers/test_giving.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from community.tables.errors import Unreadable
from shop.commission.checking import LeavesNothing, check_rule
from shop.commission.models import Rule
from shop.purchases.models import SellerOrder
from shop.refunds.approving import refund_share
from shop.refunds.errors import NotOfThisOrder, TooMuch
from shop.refunds.models import Refund
from shop.slips import bank_importing
from shop.slips.bank_errors import BadStatement, UnknownLayout, WrongSum
from shop.slips.models import BankLine
from tests.books import the_books_agree
from tests.cast import make_listing, make_seller
from tests.shop.refunds.paid import paid_purchase
from tests.shop.slips.statements import TWO_COLUMNS
from tests.sold import share_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _books_agree_afterwards(db: None, settings: Any) -> Iterator[None]:
    settings.MARKETPLACE_BANK_NUMBER = "9990000014"
    yield
    the_books_agree()


@pytest.fixture
def share(malis_shop: Seller) -> SellerOrder:
    """Mali's share of two scarves at ฿100 and ฿40 delivery, paid."""
    return share_of(paid_purchase(make_listing(malis_shop, "100.00", stock=9), quantity=2))


def refund(share: SellerOrder, by: User, line: int, baht: str, key: str) -> Refund:
    lines = {line: (0, Decimal(baht))}
    return refund_share(share, lines, reason=Refund.Reason.GOODWILL, by=by, key=key)


def test_a_refund_above_the_rest(share: SellerOrder, anan: User) -> None:
    line = share.lines.get().pk
    refund(share, anan, line, "150.00", "first")

    with pytest.raises(TooMuch):
        refund(share, anan, line, "50.01", "second")

    assert [made.amount for made in Refund.objects.all()] == [Decimal("150.00")]


def test_a_refund_of_another_sellers_line(share: SellerOrder, anan: User) -> None:
    other = share_of(paid_purchase(make_listing(make_seller("dao"), slug="tea", sku="T")))

    with pytest.raises(NotOfThisOrder):
        refund(share, anan, other.lines.get().pk, "1.00", "foreign")

    assert not Refund.objects.exists()


def test_a_refund_that_is_pressed_twice(share: SellerOrder, anan: User) -> None:
    line = share.lines.get().pk

    made = [refund(share, anan, line, "20.00", "pressed").pk for _ in range(2)]

    assert made[0] == made[1]
    assert Refund.objects.get().amount == Decimal("20.00")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Datum;Betrag;Saldo\n20.11.2026;420,00;1420,00\n", UnknownLayout),
        (TWO_COLUMNS.replace('"1,350.00"', '"1,360.00"'), WrongSum),
        (TWO_COLUMNS.replace("930.00", "931.00", 1), WrongSum),
        ("", BadStatement),
        ("\x00\x01\x02", Unreadable),
    ],
    ids=["another layout", "wrong total", "edited line", "nothing", "no text"],
)
def test_a_statement_that_is_not_the_banks(text: str, error: type[Exception], anan: User) -> None:
    with pytest.raises(error):
        bank_importing.import_statement(text.encode("cp874"), "statement.csv", anan)

    assert not BankLine.objects.exists()


@pytest.mark.parametrize("encoding", ["cp874", "utf-8", "utf-8-sig"])
def test_a_statement_in_any_writing(encoding: str, anan: User) -> None:
    file = bank_importing.import_statement(TWO_COLUMNS.encode(encoding), "statement.csv", anan)

    assert [line.amount for line in file.lines.order_by("at")][:2] == [420, 930]


def test_a_rule_that_leaves_a_seller_nothing(malis_shop: Seller) -> None:
    make_listing(malis_shop, "20.00")
    rule = Rule(seller=malis_shop, percent=5, least=30, valid_from=timezone.localdate())

    with pytest.raises(LeavesNothing):
        check_rule(rule)
