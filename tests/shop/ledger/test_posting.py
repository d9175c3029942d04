"""Journals are posted once, sum to zero and stay as they are."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from shop.ledger.accounts import UnknownAccount
from shop.ledger.balances import debit_of
from shop.ledger.models import Entry, Journal, Seal
from shop.ledger.posting import Draft, Row, Unbalanced, post

pytestmark = pytest.mark.django_db


def money_comes(key: str = "payment:K7Q2-9XMD-1", satang: int = 93_000) -> list[str]:
    return post(Draft(key, "payment", [Row("bank", satang), Row("refunds_due", -satang)]))


def at_commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def write_past_posting() -> None:
    bank = Entry.objects.get(account__code="bank")
    journal = Journal.objects.create(key="by hand", cause="payment")
    Entry.objects.create(journal=journal, account=bank.account, amount_satang=1, at=journal.at)
    at_commit()


def test_a_journal_is_posted_once() -> None:
    first, second = money_comes(), money_comes()

    assert (first, second) == (["payment:K7Q2-9XMD-1"], [])
    assert (debit_of("bank"), debit_of("refunds_due")) == (93_000, -93_000)


def test_what_does_not_sum_to_zero_is_refused() -> None:
    with pytest.raises(Unbalanced) as refused:
        post(Draft("payment:x", "payment", [Row("bank", 100), Row("refunds_due", -99)]))

    assert refused.value.rest == 1
    assert not Journal.objects.exists()


@pytest.mark.parametrize("code", ["", "nowhere", "seller:", "seller", "bank:1", "gateway:"])
def test_an_account_that_cannot_be_is_refused(code: str) -> None:
    with pytest.raises(UnknownAccount):
        post(Draft("payment:x", "payment", [Row("bank", 100), Row(code, -100)]))

    assert not Journal.objects.exists()


def test_rows_of_zero_are_left_out_and_nothing_posts_nothing() -> None:
    rows = [Row("bank", 5), Row("buyers", -5), Row("fees", 0)]

    posted = post(Draft("a", "payment", rows), Draft("b", "payment", [Row("bank", 0)]))

    assert posted == ["a"]
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("known", [False, True])
def test_posting_costs_three_queries(known: bool, django_assert_num_queries: object) -> None:
    if known:
        money_comes("payment:before")
    drafts = [
        Draft(f"payment:{n}", "payment", [Row("bank", 7), Row("refunds_due", -7)]) for n in range(4)
    ]

    with django_assert_num_queries(5):  # type: ignore[operator] # a savepoint and its end
        post(*drafts)


def test_the_database_itself_refuses_a_journal_that_does_not_sum_to_zero() -> None:
    money_comes()

    with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
        write_past_posting()


def test_a_sealed_journal_takes_no_more_entries() -> None:
    money_comes()
    at_commit()
    entry = Entry.objects.first()
    assert entry is not None

    with pytest.raises(ProgrammingError, match="no more entries"), transaction.atomic():
        Entry.objects.create(
            journal=entry.journal, account=entry.account, amount_satang=1, at=entry.at
        )


def test_a_journal_that_was_checked_takes_no_more_entries() -> None:
    money_comes()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ledger_journal_sums_to_zero IMMEDIATE")
    entry = Entry.objects.earliest("pk")

    with pytest.raises(ProgrammingError, match="no more entries"), transaction.atomic():
        Entry.objects.create(
            journal=entry.journal, account=entry.account, amount_satang=5000, at=entry.at
        )


def slip_one_in() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_before_seal")
        money_comes()
        cursor.execute("SET CONSTRAINTS ledger_journal_sums_to_zero IMMEDIATE")
    entry = Entry.objects.earliest("pk")
    Entry.objects.create(
        journal=entry.journal, account=entry.account, amount_satang=5000, at=entry.at
    )
    at_commit()


def test_nothing_is_sealed_that_does_not_sum_to_zero() -> None:
    with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
        slip_one_in()


@pytest.mark.parametrize("table", ["account", "journal", "entry", "seal"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_taken_back(table: str, sql: str) -> None:
    money_comes()
    at_commit()

    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(f"ledger_{table}"))


def test_journals_are_sealed_in_a_chain() -> None:
    for number in range(3):
        money_comes(f"payment:{number}")
    at_commit()

    seals = list(Seal.objects.order_by("pk"))
    assert [seal.previous for seal in seals] == ["", seals[0].hash, seals[1].hash]
    assert len({seal.hash for seal in seals}) == 3
