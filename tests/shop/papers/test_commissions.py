"""The marketplace's papers of a month: what each seller was charged, VAT and all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from community.sellers.models import Seller
from shop.ledger.accounts import BANK, COMMISSION_VAT, of_seller
from shop.ledger.posting import Draft, Row, What, post
from shop.papers.commissions import Charge, charges, issue_commissions
from shop.papers.models import Paper
from shop.papers.months import Span
from shop.papers.paper_pdf import paper_pdf
from shop.papers.tasks import months_before
from tests.cast import make_seller
from tests.issued import sell

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = Span(2026, 10), Span(2026, 11)


def charge(seller: Seller, key: str, taken: int, vat: int, what: str = What.COMMISSION) -> None:
    """Book so many satang of commission and of VAT on it, below zero where they go back."""
    share = sell(seller, state="awaiting_payment")
    rows = [
        Row(of_seller(seller.pk), taken + (0 if what == What.COMMISSION else vat), what, share.pk),
        Row(of_seller(seller.pk), vat if what == What.COMMISSION else 0, What.COMMISSION_VAT),
        Row(COMMISSION_VAT, -vat, What.MOVE, share.pk),
        Row(BANK, -taken),
    ]
    post(Draft(key, "commission", rows))


def test_a_month_is_what_was_taken_less_what_went_back(malis_shop: Seller) -> None:
    with time_machine.travel("2026-10-31 23:59+07:00"):
        charge(malis_shop, "a", 10_000, 700)
        charge(malis_shop, "b", -2_000, -140, What.COMMISSION_BACK)
    with time_machine.travel("2026-11-01 00:00+07:00"):
        charge(malis_shop, "c", 5_000, 350)

    assert charges(OCTOBER) == {
        malis_shop.pk: Charge(Decimal("107.00"), Decimal("21.40"), Decimal("5.60"))
    }
    assert charges(OCTOBER)[malis_shop.pk].total == Decimal("85.60")


@pytest.mark.parametrize(("registered", "kind"), [(True, "full"), (False, "receipt")])
def test_each_seller_gets_one_paper_for_a_month(
    malis_shop: Seller, settings: Any, registered: bool, kind: str
) -> None:
    settings.MARKETPLACE_VAT_REGISTERED = registered
    kham = make_seller("kham")
    with time_machine.travel("2026-10-05 12:00+07:00"):
        charge(malis_shop, "a", 10_000, 700)
        charge(kham, "b", 3_000, 210)
    with time_machine.travel("2026-11-02 01:20+07:00"):
        issued = [issue_commissions(OCTOBER), issue_commissions(OCTOBER)]

    assert issued == [2, 0]
    paper = Paper.objects.get(seller=malis_shop)
    assert (paper.issuer, paper.kind, paper.total, paper.vat) == (
        "marketplace",
        kind,
        Decimal("107.00"),
        Decimal("7.00"),
    )
    assert sorted(Paper.objects.values_list("sequence", flat=True)) == [1, 2]
    assert paper_pdf(paper).startswith(b"%PDF")


def test_a_month_that_gave_more_back_is_a_credit_note(malis_shop: Seller, settings: Any) -> None:
    settings.MARKETPLACE_VAT_REGISTERED = True
    with time_machine.travel("2026-10-05 12:00+07:00"):
        charge(malis_shop, "a", 10_000, 700)
    with time_machine.travel("2026-11-05 12:00+07:00"):
        issue_commissions(OCTOBER)
        charge(malis_shop, "b", -2_000, -140, What.COMMISSION_BACK)
    with time_machine.travel("2026-12-01 01:20+07:00"):
        issue_commissions(NOVEMBER)

    note = Paper.objects.get(kind="credit")
    assert (note.total, note.vat) == (Decimal("21.40"), Decimal("1.40"))
    assert note.data["of"]["number"] == Paper.objects.get(kind="full").number


def test_a_month_that_goes_on_has_none(malis_shop: Seller) -> None:
    with time_machine.travel("2026-10-31 23:00+07:00"):
        charge(malis_shop, "a", 10_000, 0)

        assert issue_commissions(OCTOBER) == 0


def test_the_worker_looks_back_oldest_first() -> None:
    with time_machine.travel("2026-01-15 12:00+07:00"):
        months = months_before(3)

    assert [span.slug for span in months] == ["2025-10", "2025-11", "2025-12"]
