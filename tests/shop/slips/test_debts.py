"""A shop pays what it owes, and the bank's statement shows it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.ledger import accounts
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, post
from shop.payouts.models import PayIn
from shop.payouts.paying_in import BookedBefore, book_pay_in
from shop.slips import bank_deciding
from shop.slips.bank_importing import import_statement
from shop.slips.errors import Decided
from shop.slips.models import BankLine
from tests.cast import make_seller
from tests.shop.slips.statements import TWO_COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(malis_shop: Seller) -> Seller:
    """Return a shop that owes the market ฿500."""
    rows = [Row(accounts.of_seller(malis_shop.pk), 50_000), Row(accounts.LOSSES, -50_000)]
    post(Draft("test:debt", Journal.Cause.COMMISSION, rows))
    return malis_shop


@pytest.fixture
def line(anan: User) -> BankLine:
    """Return the line of ฿420 that nobody knows what is for."""
    import_statement(TWO_COLUMNS.encode(), "november.csv", anan)
    return BankLine.objects.get(amount="420.00")


def money_agrees() -> bool:
    names = {"unmatched_money_is_open_bank_lines", "a_line_of_the_bank_is_booked_as_it_is"}
    return all(one.holds for one in audit(gateway=False) if one.promise.name in names)


def test_a_line_lowers_the_debt_once(shop: Seller, line: BankLine, anan: User) -> None:
    stale = BankLine.objects.get(pk=line.pk)

    pay_in = bank_deciding.book_debt(line, shop, anan)
    with pytest.raises(Decided):
        bank_deciding.book_debt(stale, shop, anan)
    with pytest.raises(Decided):
        bank_deciding.not_this(line, anan)

    assert (pay_in.amount, pay_in.bank_reference) == (Decimal("420.00"), "016326091512ABC00001")
    assert (owed_to_seller(shop.pk), PayIn.objects.count()) == (-8_000, 1)
    assert (debit_of("bank"), debit_of("unmatched")) == (135_000, -93_000)
    assert (line.state, line.what) == (BankLine.State.DISCARDED, BankLine.What.PAY_IN)
    assert money_agrees()


def test_what_was_booked_by_hand_before_leaves_the_line_as_it_was(
    shop: Seller, line: BankLine, anan: User
) -> None:
    book_pay_in(shop, line.amount, line.reference, anan)

    with pytest.raises(BookedBefore):
        bank_deciding.book_debt(line, shop, anan)

    line.refresh_from_db()
    assert (line.is_open, owed_to_seller(shop.pk)) == (True, -8_000)
    assert money_agrees()


@pytest.fixture
def office(anan: User, client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


def press(office: Client, line: BankLine, seller: object) -> Any:
    address = reverse("office:bank-line", args=[line.pk])
    return office.post(address, {"act": "debt", "seller": seller})


def test_staff_choose_among_the_shops_that_owe(
    office: Client, shop: Seller, line: BankLine
) -> None:
    other = make_seller("niran")
    page = office.get(reverse("office:bank-line", args=[line.pk])).content.decode()
    wrong, none = press(office, line, other.pk), press(office, line, "")
    done = press(office, line, shop.pk)

    assert page.count(" · owes ฿") == page.count(" · owes ฿500.00") == 1
    assert f'<option value="{shop.pk}"' in page
    assert (wrong.status_code, none.status_code, done.status_code) == (422, 422, 302)
    assert "This shop owes nothing." in wrong.content.decode()
    assert owed_to_seller(shop.pk) == -8_000


def test_staff_read_that_it_was_booked_before(
    office: Client, shop: Seller, line: BankLine, anan: User
) -> None:
    book_pay_in(shop, line.amount, line.reference, anan)

    answer = press(office, line, shop.pk)

    assert answer.status_code == 422
    assert "set this line aside as what the shop paid" in answer.content.decode()
