"""The marketplace's papers of a month: what each seller was charged, VAT and all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db.models import Sum
from django.utils import translation

from community.sellers.models import Seller
from shop.ledger.accounts import BANK, COMMISSION_VAT, of_seller
from shop.ledger.models import Entry
from shop.ledger.posting import Draft, Row, What, post
from shop.papers.charges import Charge, charges
from shop.papers.commissions import issue_commissions
from shop.papers.models import Paper, Series
from shop.papers.months import Span
from shop.papers.paper_pdf import paper_pdf
from shop.papers.shown import show_paper
from shop.papers.tasks import issue_months, months_before
from shop.purchases.models import SellerOrder
from shop.refunds.free import book_rest_back
from tests.cast import make_seller
from tests.issued import give_back, sell

pytestmark = pytest.mark.django_db
CHARGED = [What.COMMISSION, What.COMMISSION_VAT, What.COMMISSION_BACK]
MARCH, APRIL, MAY = Span(2026, 3), Span(2026, 4), Span(2026, 5)


@pytest.fixture(autouse=True)
def registered(settings: Any) -> None:
    settings.MARKETPLACE_VAT_REGISTERED = True


def charge(seller: Seller, day: str, taken: int, vat: int) -> SellerOrder:
    """Book so many satang of commission and of VAT on it, as the sale of a seller order does."""
    share = sell(seller, state="awaiting_payment")
    rows = [
        Row(of_seller(seller.pk), taken, What.COMMISSION, share.pk),
        Row(of_seller(seller.pk), vat, What.COMMISSION_VAT, share.pk),
        Row(COMMISSION_VAT, -vat, What.MOVE, share.pk),
        Row(BANK, -taken),
    ]
    _book(f"commission:{share.number}", "commission", day, rows)
    return share


def back(
    share: SellerOrder, day: str, taken: int, vat: int, cause: str = "refund", at: str = "12:00"
) -> None:
    """Book that so much of it was given back, as a refund or a chargeback does."""
    rows = [
        Row(of_seller(share.seller_id), -taken - vat, What.COMMISSION_BACK, share.pk),
        Row(COMMISSION_VAT, vat, What.MOVE, share.pk),
        Row(BANK, taken),
    ]
    _book(f"{cause}:{share.number}:{day}", cause, day, rows, at)


def _book(key: str, cause: str, day: str, rows: list[Row], at: str = "12:00") -> None:
    with time_machine.travel(f"2026-{day} {at}+07:00"):
        post(Draft(key, cause, rows))


def work(day: str) -> None:
    with time_machine.travel(f"2026-{day} 01:20+07:00"):
        issue_months(0)


def found() -> list[tuple[str, str, str, date | None]]:
    """Return (number, total, VAT, month) of each paper, as they were issued."""
    return [
        (one.number, str(one.total), str(one.vat), one.month)
        for one in Paper.objects.order_by("pk")
    ]


def sums_of_the_ledger() -> tuple[int, int]:
    """Return what sellers were charged and its VAT in the books, in satang."""
    rows = Entry.objects.exclude(seller_order=None)
    seller = rows.filter(what__in=CHARGED)
    vat = rows.filter(account__code=COMMISSION_VAT)
    total, of_it = (one.aggregate(sum=Sum("amount_satang"))["sum"] or 0 for one in (seller, vat))
    return total, -of_it


def sums_of_the_papers() -> tuple[int, int]:
    signed = [(-1 if one.is_back else 1, one) for one in Paper.objects.all()]
    total = sum(sign * one.total for sign, one in signed)
    vat = sum(sign * one.vat for sign, one in signed)
    return int(total * 100), int(vat * 100)


def test_a_month_is_what_was_taken_less_what_of_it_went_back(malis_shop: Seller) -> None:
    kept, gone = charge(malis_shop, "03-31", 10_000, 700), charge(malis_shop, "03-31", 5_000, 350)
    back(gone, "03-31", 2_000, 140)
    back(kept, "04-01", 1_000, 70)
    charge(malis_shop, "04-01", 300, 21)

    assert charges(MARCH) == {
        (malis_shop.pk, MARCH.first): Charge(Decimal("160.50"), Decimal("21.40"), Decimal("9.10"))
    }
    assert charges(APRIL) == {
        (malis_shop.pk, MARCH.first): Charge(Decimal("0.00"), Decimal("10.70"), Decimal("-0.70")),
        (malis_shop.pk, APRIL.first): Charge(Decimal("3.21"), Decimal("0.00"), Decimal("0.21")),
    }


def test_a_month_begins_at_midnight_of_the_market(malis_shop: Seller) -> None:
    share = charge(malis_shop, "03-31", 10_000, 700)
    back(share, "03-31", 1_000, 70, at="23:59")
    back(share, "04-01", 1_000, 70, at="00:00")

    assert charges(MARCH)[malis_shop.pk, MARCH.first].given_back == Decimal("10.70")
    assert charges(APRIL)[malis_shop.pk, MARCH.first].given_back == Decimal("10.70")


def test_what_a_later_month_gives_back_is_a_note_to_the_month_of_the_sale(
    malis_shop: Seller,
) -> None:
    share, other = charge(malis_shop, "03-05", 10_000, 700), charge(malis_shop, "03-06", 3_333, 233)
    back(other, "03-20", 1_111, 78)
    work("04-02")
    charge(malis_shop, "04-10", 5_000, 350)
    back(share, "04-11", 2_000, 140)
    back(other, "04-12", 1_111, 77)
    work("05-02")
    back(share, "05-11", 8_000, 560)
    work("06-02")

    assert found() == [
        ("TX2569-000001", "130.77", "8.55", MARCH.first),
        ("TX2569-000002", "53.50", "3.50", APRIL.first),
        ("CN2569-000001", "33.28", "2.17", APRIL.first),
        ("CN2569-000002", "85.60", "5.60", MAY.first),
    ]
    first = Paper.objects.get(number="TX2569-000001")
    assert [note.credits for note in Paper.objects.filter(kind="credit")] == [first, first]
    assert sums_of_the_papers() == sums_of_the_ledger()
    assert {one.kind: one.last for one in Series.objects.all()} == {"full": 2, "credit": 2}


def test_a_refund_in_the_month_of_the_sale_lowers_its_paper(malis_shop: Seller) -> None:
    back(charge(malis_shop, "03-05", 10_000, 700), "03-20", 2_000, 140)

    work("04-02")

    assert found() == [("TX2569-000001", "85.60", "5.60", MARCH.first)]
    assert Paper.objects.get().data["sums"] == {"commission": "107.00", "commission_back": "-21.40"}
    assert sums_of_the_papers() == sums_of_the_ledger()


def test_all_given_back_in_the_same_month_has_no_paper(malis_shop: Seller) -> None:
    back(charge(malis_shop, "03-05", 10_000, 700), "03-20", 10_000, 700)

    work("04-02")

    assert found() == []


def test_a_months_notes_are_one_for_each_month_they_take_back_of(malis_shop: Seller) -> None:
    march, april = charge(malis_shop, "03-05", 10_000, 700), charge(malis_shop, "04-05", 5_000, 350)
    back(april, "05-01", 100, 7)
    back(march, "05-02", 200, 14)
    back(march, "05-03", 300, 21)

    work("06-02")

    notes = Paper.objects.filter(kind="credit").order_by("pk")
    assert [(one.credits.month, one.total) for one in notes if one.credits] == [
        (MARCH.first, Decimal("5.35")),
        (APRIL.first, Decimal("1.07")),
    ]
    assert sums_of_the_papers() == sums_of_the_ledger()


def test_what_a_lost_chargeback_gives_back_goes_the_same_way(malis_shop: Seller) -> None:
    share = charge(malis_shop, "03-05", 10_000, 700)
    back(share, "04-11", 10_000, 700, cause="dispute")

    work("05-02")

    note = Paper.objects.get(kind="credit")
    assert (note.total, note.vat, note.month) == (
        Decimal("107.00"),
        Decimal("7.00"),
        APRIL.first,
    )
    assert sums_of_the_papers() == sums_of_the_ledger() == (0, 0)


def test_real_sales_refunds_and_lost_payments_go_the_same_way(malis_shop: Seller) -> None:
    with time_machine.travel("2026-03-05 12:00+07:00"):
        asked_back, lost, same = (sell(malis_shop, "333.35", 3) for _ in range(3))
        give_back(same, "33.33")
    with time_machine.travel("2026-04-11 12:00+07:00"):
        give_back(asked_back, "333.34")
        book_rest_back(lost, None)
    work("05-02")

    own, note = Paper.objects.order_by("pk")
    april = Entry.objects.filter(what=What.COMMISSION_BACK, at__gte=APRIL.start)
    assert (own.kind, own.month, note.kind, note.credits) == ("full", MARCH.first, "credit", own)
    assert note.total * -100 == april.aggregate(sum=Sum("amount_satang"))["sum"]
    assert sums_of_the_papers() == sums_of_the_ledger()


def test_a_note_is_issued_once_and_waits_for_the_paper_it_names(malis_shop: Seller) -> None:
    share = charge(malis_shop, "03-05", 10_000, 700)
    back(share, "04-11", 2_000, 140)
    with time_machine.travel("2026-05-02 01:20+07:00"):
        issued = [issue_commissions(span) for span in (APRIL, MARCH, APRIL, APRIL, MARCH)]

    assert issued == [0, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("vat", "kinds"), [(True, ["full", "credit"]), (False, ["receipt", "refund"])]
)
def test_each_seller_gets_its_own_and_a_note_of_the_kind_that_fits(
    malis_shop: Seller, settings: Any, vat: bool, kinds: list[str]
) -> None:
    settings.MARKETPLACE_VAT_REGISTERED = vat
    kham = make_seller("kham")
    shares = [charge(seller, "03-05", 10_000, 700 * vat) for seller in (malis_shop, kham)]
    work("04-02")
    settings.MARKETPLACE_VAT_REGISTERED = True  # the note fits its paper
    back(shares[0], "04-11", 2_000, 140 * vat)
    work("05-02")

    papers = Paper.objects.order_by("pk")
    assert [one.kind for one in papers.filter(seller=malis_shop)] == kinds
    assert [one.kind for one in papers.filter(seller=kham)] == kinds[:1]
    assert sums_of_the_papers() == sums_of_the_ledger()
    assert all(paper_pdf(one).startswith(b"%PDF") for one in papers)


def test_a_note_says_what_it_takes_back_and_why(malis_shop: Seller) -> None:
    share = charge(malis_shop, "03-05", 10_000, 700)
    back(share, "04-11", 2_000, 140)
    back(share, "05-11", 1_000, 70)
    work("06-02")

    with translation.override("en"):
        shown = show_paper(Paper.objects.get(number="CN2569-000002"))

    assert shown.facts[2:] == [
        ("For commission of", "March 2026"),
        ("Given back in", "May 2026"),
    ]
    assert shown.sums == [
        ("Commission given back", "฿10.70"),
        ("Value on the tax invoice, without VAT", "฿100.00"),
        ("Taken back by notes before", "฿20.00"),
        ("Right value, without VAT", "฿70.00"),
        ("Difference, without VAT", "฿10.00"),
        ("VAT 7% of the difference", "฿0.70"),
        ("Goes back", "฿10.70"),
    ]
    assert shown.notes == [
        "Takes back part or all of TX2569-000001 of 2 June 2026.",
        "Why: the sale that it was taken for was given back",
    ]


def test_a_month_that_goes_on_has_none(malis_shop: Seller) -> None:
    charge(malis_shop, "03-31", 10_000, 0)

    with time_machine.travel("2026-03-31 23:00+07:00"):
        assert issue_commissions(MARCH) == 0


def test_the_worker_looks_back_oldest_first() -> None:
    with time_machine.travel("2026-01-15 12:00+07:00"):
        months = months_before(3)

    assert [span.slug for span in months] == ["2025-10", "2025-11", "2025-12"]
