"""Papers of sales and refunds: which kind, which number, and that nothing changes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from community.sellers.models import Seller
from shop.papers import issuing
from shop.papers.asking import AskedAlready, NobodyRegistered, TooLate, ask
from shop.papers.due import issue_due, issue_of
from shop.papers.issuing import (
    DetailsMissing,
    NotPaid,
    PartlyRefunded,
    issue_for_refund,
    issue_for_sale,
)
from shop.papers.models import Letterhead, Paper, Series
from shop.papers.shown import show_paper
from tests.cast import make_seller
from tests.issued import COMPANY, add_vat, give_back, make_letterhead, purchase_of, sell

pytestmark = pytest.mark.django_db


def test_who_is_not_registered_gives_a_receipt(malis_shop: Seller) -> None:
    share = sell(malis_shop, "175.00", 2)

    paper = issue_for_sale(share.pk)

    assert (paper.kind, paper.sequence, paper.total, paper.vat) == (
        "receipt",
        1,
        Decimal("390.00"),
        Decimal("0.00"),
    )
    assert paper.number == f"RE{paper.year + 543}-000001"
    assert paper.data["sums"] == {"goods": "350.00", "delivery": "40.00"}
    assert paper.data["lines"][0]["quantity"] == 2
    assert paper.data["buyer"]["name"] == "สมชาย ใจดี"


def test_who_is_registered_gives_an_abbreviated_invoice(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)

    paper = issue_for_sale(sell(malis_shop, "175.00", 2).pk)

    assert (paper.kind, paper.total, paper.vat, paper.net) == (
        "short",
        Decimal("390.00"),
        Decimal("25.51"),
        Decimal("364.49"),
    )
    assert paper.data["issuer"]["tax_id"] == "0503500000016"


def test_who_asked_gets_a_full_one_with_the_companys_name(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop)

    ask(purchase_of(share), COMPANY)

    paper = Paper.objects.get()
    assert (paper.kind, paper.data["buyer"]) == ("full", COMPANY)


def test_a_full_one_replaces_the_abbreviated(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop)
    short = issue_for_sale(share.pk)

    ask(purchase_of(share), COMPANY)

    full = issuing.paper_of(share)
    assert full is not None
    assert (full.kind, full.replaces, full.data["of"]["number"]) == ("full", short, short.number)


def test_it_is_issued_once(malis_shop: Seller) -> None:
    share = sell(malis_shop)

    first, second = issue_for_sale(share.pk), issue_for_sale(share.pk)

    assert first == second
    assert Series.objects.get().last == 1


def test_numbers_run_for_each_seller_kind_and_year(malis_shop: Seller) -> None:
    kham = make_seller("kham")
    with time_machine.travel("2026-12-31 10:00+07:00"):
        old = [issue_for_sale(sell(malis_shop).pk).number for _ in range(2)]
        other = issue_for_sale(sell(kham).pk).number
    with time_machine.travel("2027-01-01 00:01+07:00"):
        new = issue_for_sale(sell(malis_shop).pk).number

    assert old == ["RE2569-000001", "RE2569-000002"]
    assert (other, new) == ("RE2569-000001", "RE2570-000001")


def test_what_fails_leaves_no_gap(malis_shop: Seller) -> None:
    share = sell(malis_shop)

    with (
        patch.object(Paper.objects, "create", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        issue_for_sale(share.pk)

    assert issue_for_sale(share.pk).sequence == 1


@pytest.mark.parametrize("sql", ["UPDATE papers_paper SET total = 1", "DELETE FROM papers_paper"])
def test_what_was_issued_is_not_changed(malis_shop: Seller, sql: str) -> None:
    issue_for_sale(sell(malis_shop).pk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run(sql)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_its_words_stay_when_the_shop_is_called_otherwise(malis_shop: Seller) -> None:
    letterhead = make_letterhead(malis_shop)
    paper = issue_for_sale(sell(malis_shop).pk)

    letterhead.legal_name = "ชื่อใหม่"
    letterhead.save()

    assert issue_for_sale(paper.seller_order_id or 0).data["issuer"]["name"] == (
        "ห้างหุ้นส่วนจำกัด กี่แม่มะลิ"
    )


def test_without_a_letterhead_no_tax_invoice_is_written(malis_shop: Seller) -> None:
    share = sell(malis_shop)
    add_vat(share)

    with pytest.raises(DetailsMissing):
        issue_for_sale(share.pk)
    assert issue_due() == 0
    make_letterhead(malis_shop)

    assert issue_due() == 1


@pytest.mark.parametrize("missing", ["tax_id", "address"])
def test_a_shop_without_a_tax_id_keeps_no_other_waiting(malis_shop: Seller, missing: str) -> None:
    make_letterhead(malis_shop)
    Letterhead.objects.update(**{missing: ""})
    sell(malis_shop)
    other = sell(make_seller("kham"))

    issued = issue_due(at_once=1)

    assert issued == 1
    assert Paper.objects.get().seller_order == other


def test_what_is_not_paid_has_none(malis_shop: Seller) -> None:
    share = sell(malis_shop, state="awaiting_payment")

    with pytest.raises(NotPaid):
        issue_for_sale(share.pk)
    issue_of(purchase_of(share))

    assert not Paper.objects.exists()


def test_credit_notes_give_back_all_the_vat_that_was_invoiced(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop, "33.35", 3)
    paper = issue_for_sale(share.pk)

    notes = [
        issue_for_refund(give_back(share, amount).pk) for amount in ("33.33", "33.34", "33.38")
    ]
    last = issue_for_refund(give_back(share, "0.00", delivery="40.00").pk)

    assert [note.kind for note in notes] == ["credit"] * 3
    assert sum(note.vat for note in [*notes, last]) == paper.vat == Decimal("9.16")
    assert sum(note.total for note in [*notes, last]) == paper.total
    assert (notes[1].data["was"], notes[1].data["is"]) == ("106.72", "73.38")
    assert last.data["is"] == "0.00"
    assert notes[0].data["of"]["number"] == paper.number


def test_a_credit_notes_values_agree_without_vat(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop, "33.35", 3)
    issue_for_sale(share.pk)

    notes = [issue_for_refund(give_back(share, amount).pk) for amount in ("33.33", "33.34")]

    assert [note.data["values"] for note in notes] == [
        {"was": "130.89", "is": "99.74"},
        {"was": "99.74", "is": "68.58"},
    ]
    assert [note.net for note in notes] == [Decimal("31.15"), Decimal("31.16")]
    with translation.override("en"):
        shown = [show_paper(note) for note in notes]
    assert shown[0].sums == [
        ("Value on the tax invoice, without VAT", "฿130.89"),
        ("Right value, without VAT", "฿99.74"),
        ("Difference, without VAT", "฿31.15"),
        ("VAT 7% of the difference", "฿2.18"),
        ("Goes back", "฿33.33"),
    ]
    assert shown[1].sums[:3] == [
        ("Value on the tax invoice, without VAT", "฿130.89"),
        ("Taken back by notes before", "฿31.15"),
        ("Right value, without VAT", "฿68.58"),
    ]
    assert not any("It said" in note for note in shown[0].notes)


def test_a_refund_of_a_receipt_has_a_note_of_its_own(malis_shop: Seller) -> None:
    share = sell(malis_shop)
    issue_for_sale(share.pk)
    refund = give_back(share, "100.00")

    assert issue_due() == 1

    note = Paper.objects.get(refund=refund)
    assert (note.kind, note.total, note.vat) == ("refund", Decimal("100.00"), Decimal("0.00"))
    assert issue_for_refund(refund.pk) == note


def test_a_refund_comes_after_its_sale(malis_shop: Seller) -> None:
    share = sell(malis_shop)
    refund = give_back(share, "100.00")

    with pytest.raises(NotPaid):
        issue_for_refund(refund.pk)
    issue_of(purchase_of(share))

    assert list(Paper.objects.order_by("pk").values_list("kind", flat=True)) == [
        "receipt",
        "refund",
    ]


def test_no_full_one_after_a_credit_note(malis_shop: Seller) -> None:
    make_letterhead(malis_shop)
    share = sell(malis_shop)
    issue_for_sale(share.pk)
    issue_for_refund(give_back(share, "1.00").pk)

    with pytest.raises(PartlyRefunded):
        ask(purchase_of(share), COMPANY)


def test_it_is_asked_for_once_in_time_and_of_who_is_registered(malis_shop: Seller) -> None:
    plain = sell(malis_shop)
    make_letterhead(malis_shop)
    with time_machine.travel("2026-11-30 23:00+07:00"):
        late, share = sell(malis_shop), sell(malis_shop)
    with time_machine.travel("2026-12-10 23:00+07:00"):
        ask(purchase_of(share), COMPANY)

    with pytest.raises(NobodyRegistered):
        ask(purchase_of(plain), COMPANY)
    with pytest.raises(AskedAlready):
        ask(purchase_of(share), COMPANY)
    with time_machine.travel("2026-12-11 00:01+07:00"), pytest.raises(TooLate) as refused:
        ask(purchase_of(late), COMPANY)

    assert refused.value.until.isoformat() == "2026-12-10"


def test_finding_what_is_due_costs_as_much_for_one_as_for_many(
    malis_shop: Seller, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        issue_for_sale(sell(malis_shop).pk)

    with django_assert_num_queries(2):
        issue_due()
