"""Two who issue at once: one paper for a sale, one number for a paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import uuid4

from django.db import connection

from shop.papers import issuing, mending
from shop.papers.asking import ask
from shop.papers.issuing import PartlyRefunded, issue_for_refund, issue_for_sale, paper_of
from shop.papers.models import Paper
from shop.purchases.models import SellerOrder
from tests.cast import make_seller, make_user
from tests.issued import COMPANY, give_back, make_letterhead, purchase_of, sell
from tests.races import Outcome, after, before
from tests.racing import Floor, Race, every, fall, hold, table

LAST = "SELECT coalesce(max(sequence), 0) + 1 FROM papers_paper WHERE issuer = %s AND kind = %s"


@contextmanager
def numbers_by_looking() -> Iterator[None]:
    """Take the next number as the highest that is seen, as if no row were locked."""

    def look(issuer: str, kind: str, year: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(LAST, [issuer, str(kind)])
            return int(cursor.fetchone()[0])

    with patch.object(issuing, "next_number", look):
        yield


def one_sale() -> SellerOrder:
    name = f"s-{uuid4().hex[:12]}"
    seller = make_seller(name)
    make_letterhead(seller)
    return sell(seller, slug=name)


def two_sales() -> list[SellerOrder]:
    first = one_sale()
    return [first, sell(first.seller, slug=f"s-{uuid4().hex[:12]}")]


def refunded() -> SellerOrder:
    share = one_sale()
    issue_for_sale(share.pk)
    give_back(share, "10.00")
    return share


def issue(share: SellerOrder) -> object:
    return issue_for_sale(share.pk)


def note(share: SellerOrder) -> object:
    return issue_for_refund(share.refunds.get().pk)


def numbered(shares: list[SellerOrder], outcome: Outcome) -> None:
    papers = Paper.objects.filter(seller=shares[0].seller)
    assert outcome.kinds == (None, None)
    assert sorted(papers.values_list("sequence", flat=True)) == [1, 2]


def one_counts(share: SellerOrder, outcome: Outcome) -> None:
    counting = share.papers.filter(replaced_by=None, refund=None)
    assert outcome.kinds == (None, None)
    assert counting.count() == 1


def one_note(share: SellerOrder, outcome: Outcome) -> None:
    assert outcome.kinds == (None, None)
    assert share.papers.filter(kind="credit").count() == 1


def invoiced() -> SellerOrder:
    """A full invoice with a mistake, and a refund whose credit note is not written yet."""
    share = one_sale()
    ask(purchase_of(share), COMPANY)
    give_back(share, "10.00")
    return share


def put_right(share: SellerOrder) -> object:
    wrong = share.papers.get(kind="full", replaces=None)
    return mending.mend(
        wrong, {**COMPANY, "branch": ""}, make_user(f"u-{uuid4().hex[:12]}@example.org")
    )


def note_names_what_counts(share: SellerOrder, outcome: Outcome) -> None:
    written = share.papers.get(kind="credit")
    assert outcome.kinds in {(None, None), (PartlyRefunded, None)}
    assert written.credits == paper_of(share)


def replaced_once(share: SellerOrder, outcome: Outcome) -> None:
    assert sorted(str(kind) for kind in outcome.kinds) == sorted(
        [str(None), str(mending.ReplacedAlready)]
    )
    assert share.papers.filter(kind="full").count() == 2


WRITING = before(issuing.issue_for_sale, "_write(")
RACES = table(
    Race("two issue one sale", one_sale, issue, issue, [WRITING], one_counts),
    Race(
        "the worker, and a buyer who asks for a full one",
        one_sale,
        issue,
        lambda share: ask(purchase_of(share), COMPANY),
        [WRITING],
        one_counts,
    ),
    Race(
        "two sales of one seller",
        two_sales,
        lambda shares: issue(shares[0]),
        lambda shares: issue(shares[1]),
        [after(issuing.write_paper, "next_number(")],
        numbered,
        off=numbers_by_looking,
    ),
    Race(
        "two write one credit note",
        refunded,
        note,
        note,
        [before(issuing.issue_for_refund, "_write(")],
        one_note,
    ),
    Race(
        "an invoice put right, and a credit note to it",
        invoiced,
        put_right,
        note,
        [before(mending.mend, "write_paper(")],
        note_names_what_counts,
    ),
    Race(
        "two put one invoice right",
        invoiced,
        put_right,
        put_right,
        [before(mending.mend, "write_paper(")],
        replaced_once,
    ),
)


@every(RACES)
def test_it_holds(race: Race[object], floor: Floor) -> None:
    hold(race)


@every(RACES)
def test_without_its_guard_it_falls(race: Race[object], shaky_floor: Floor) -> None:
    fall(race)
