"""What is posted by hand takes two people and a reason."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from community.people.models import User
from community.sellers.models import Seller
from shop.books.audit import audit
from shop.ledger.accounts import of_seller
from shop.ledger.balances import debit_of, owed_to_seller
from shop.ledger.correcting import (
    Decided,
    SamePerson,
    Wanted,
    post_correction,
    propose,
    refuse,
)
from shop.ledger.models import Correction, Journal
from shop.ledger.posting import Draft, Row, post
from tests.cast import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def anan() -> User:
    return make_staff("anan@example.org")


@pytest.fixture
def other() -> User:
    return make_staff("second@example.org")


def broken_jar(seller: Seller, by: User) -> Correction:
    """Return the proposal to give the seller ฿100 for a jar that we broke."""
    return propose(Wanted("losses", of_seller(seller.pk), 10_000, "A jar broke with us"), by)


def test_another_person_posts_it(malis_shop: Seller, anan: User, other: User) -> None:
    correction = broken_jar(malis_shop, anan)

    posted = post_correction(correction, other)

    journal = Journal.objects.get()
    assert (journal.cause, journal.by, journal.second) == ("correction", anan, other)
    assert (journal.note, posted.journal) == ("A jar broke with us", journal)
    assert (owed_to_seller(malis_shop.pk), debit_of("losses")) == (10_000, 10_000)
    entry = journal.entries.get(account__kind="seller")
    assert entry.what == "correction"
    assert {finding.promise.name for finding in audit(gateway=False) if not finding.holds} == set()


def test_who_proposed_it_cannot_post_it(malis_shop: Seller, anan: User) -> None:
    correction = broken_jar(malis_shop, anan)

    with pytest.raises(SamePerson):
        post_correction(correction, anan)

    assert not Journal.objects.exists()


def test_it_is_posted_once(malis_shop: Seller, anan: User, other: User) -> None:
    correction = broken_jar(malis_shop, anan)
    post_correction(correction, other)

    with pytest.raises(Decided):
        post_correction(correction, other)
    with pytest.raises(Decided):
        refuse(correction, other)

    assert debit_of("losses") == 10_000


@pytest.mark.parametrize(("own", "state"), [(True, "withdrawn"), (False, "refused")])
def test_it_can_be_refused_or_taken_back(
    malis_shop: Seller, anan: User, other: User, own: bool, state: str
) -> None:
    correction = broken_jar(malis_shop, anan)

    refuse(correction, anan if own else other)

    correction.refresh_from_db()
    assert correction.state == state
    assert not Journal.objects.exists()


@pytest.mark.parametrize("missing", ["second", "note", "both the same"])
def test_the_database_refuses_a_correction_by_one(missing: str, anan: User, other: User) -> None:
    second = {"second": None, "note": other.pk, "both the same": anan.pk}[missing]
    rows = [Row("losses", 1), Row("bank", -1)]
    note = "" if missing == "note" else "A reason"
    draft = Draft("x", "correction", rows, by_id=anan.pk, second_id=second, note=note)

    with pytest.raises(IntegrityError):
        post(draft)
