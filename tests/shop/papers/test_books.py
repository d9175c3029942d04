"""What the papers promise holds, and each promise can be broken."""

from __future__ import annotations

import pytest
from django.db import connection

from community.sellers.models import Seller
from shop.papers.asking import ask
from shop.papers.books import PAPER_PROMISES
from shop.papers.issuing import issue_for_refund, issue_for_sale
from tests.issued import COMPANY, give_back, make_letterhead, purchase_of, sell

pytestmark = pytest.mark.django_db

OPEN = "ALTER TABLE papers_paper DISABLE TRIGGER papers_paper_is_kept;"
RAISE = "UPDATE papers_paper SET total = total + 1, net = net + 1 WHERE refund_id IS"
BREAKS = {
    "papers_have_no_gap": "UPDATE papers_series SET last = last + 1",
    "papers_say_what_was_paid": f"{RAISE} NULL",
    "one_paper_counts_for_a_sale": "UPDATE papers_paper SET replaces_id = NULL",
    "credit_notes_stay_within_their_paper": f"{RAISE} NOT NULL",
}


@pytest.fixture
def issued(malis_shop: Seller) -> None:
    """A full invoice in place of an abbreviated one, and a credit note."""
    make_letterhead(malis_shop)
    share = sell(malis_shop)
    issue_for_sale(share.pk)
    ask(purchase_of(share), COMPANY)
    issue_for_refund(give_back(share, "10.00").pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def broken() -> set[str]:
    return {promise.name for promise in PAPER_PROMISES if promise.broken()}


def test_every_promise_holds(issued: None) -> None:
    assert broken() == set()
    assert {promise.name for promise in PAPER_PROMISES} == set(BREAKS)


@pytest.mark.parametrize("promise", BREAKS)
def test_each_promise_can_be_broken(issued: None, promise: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPEN + BREAKS[promise])

    assert promise in broken()
