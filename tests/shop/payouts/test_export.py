"""The bank's files: right to the character, and written down who took them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.utils import timezone

from community.audit.models import Act
from community.people.models import User
from community.sellers.models import Seller
from shop.payouts.drawing_up import draw_up
from shop.payouts.errors import AllEnded, Moved
from shop.payouts.export import export, left_out_of
from shop.payouts.file_csv import plain
from shop.payouts.models import Payout
from shop.payouts.settling import mark_failed, mark_paid, mark_returned
from tests.cast import make_listing, make_seller, make_user
from tests.community.banking.accounts import make_account
from tests.paid_out import pay_out, sell

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(malis_shop: Seller, anan: User, nok: User) -> Any:
    """A batch of two: Mali's bank account, Kham's PromptPay."""
    kham = make_seller("kham", name_th="=คำ", owner=make_user("kham@example.org"))
    make_account(malis_shop, "0123456789")
    make_account(kham, "0812345678", kind="promptpay", bank_code="", holder_name="=คำ ใจดี")
    sell(make_listing(malis_shop, "400.00"), make_listing(kham, "100.00", slug="cup"))
    batch, _payouts = pay_out(anan, nok)
    return batch


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_the_table_has_every_payout(released: Any, anan: User) -> None:
    made = export(released, "csv", anan)

    first, second = sorted(rows_of(made.content), key=lambda row: row["amount_baht"], reverse=True)
    assert first["account_number"] == "0123456789"
    assert (first["bank_code"], first["amount_baht"]) == ("004", "420.00")
    assert (second["account_number"], second["amount_baht"]) == ("0812345678", "135.00")
    assert second["account_holder"] == "'=คำ ใจดี"
    assert made.content.startswith(b"\xef\xbb\xbf")


def test_promptpay_ids_alone(released: Any, anan: User) -> None:
    made = export(released, "promptpay", anan)

    (row,) = rows_of(made.content)
    assert (row["promptpay_id"], row["kind"], row["amount_baht"]) == (
        "0812345678",
        "mobile",
        "135.00",
    )
    assert [one.seller.slug for one in made.left_out] == ["mali"]


def test_the_banks_own_layout(released: Any, anan: User, settings: Any) -> None:
    settings.MARKETPLACE_BANK_NUMBER = "9990000014"
    settings.PAYOUT_COMPANY_ID = "TALAT"
    payout = Payout.objects.get(seller__slug="mali")

    made = export(released, "ktb", anan)

    header, row = made.content.decode("cp874").split("\r\n")[:2]
    day = f"{timezone.localdate():%d%m%Y}"
    assert (len(header), len(row)) == (498, 498)
    assert header.startswith(f"101000001006000000100000000000000420{'00'}{day}C00000000TALAT ")
    assert row.startswith(f"102000001004001200123456789006099909990000014{day}0400")
    assert f"{42000:017d}" in row
    assert payout.number in row
    assert [one.seller.slug for one in made.left_out] == ["kham"]


def test_no_second_file_takes_what_has_ended(released: Any, anan: User) -> None:
    export(released, "csv", anan)
    mark_failed(Payout.objects.get(seller__slug="mali"), anan, "no such account")

    made = export(released, "csv", anan)

    assert [row["account_number"] for row in rows_of(made.content)] == ["0812345678"]
    assert left_out_of(released, "promptpay") == []


@pytest.mark.parametrize("end", [mark_failed, mark_returned])
def test_there_is_no_file_once_all_have_ended(released: Any, anan: User, end: Any) -> None:
    for payout in Payout.objects.all():
        if end is mark_returned:
            mark_paid(payout, anan, f"KTB-{payout.pk}")
        end(payout, anan, "closed")

    with pytest.raises(AllEnded):
        export(released, "csv", anan)

    assert not Act.objects.filter(verb="batch.exported").exists()


def test_it_is_written_down_who_took_it(released: Any, anan: User) -> None:
    export(released, "csv", anan)
    export(released, "csv", anan)

    acts = Act.objects.filter(verb="batch.exported")
    assert [act.details for act in acts] == [{"layout": "csv", "payouts": 2}] * 2
    assert "0123456789" not in str([act.details for act in acts])
    released.refresh_from_db()
    assert released.state == "exported"


def test_nothing_is_handed_over_before_the_release(malis_shop: Seller, anan: User) -> None:
    make_account(malis_shop)
    sell(make_listing(malis_shop, "400.00"))
    batch = draw_up(anan)
    assert batch is not None

    with pytest.raises(Moved):
        export(batch, "csv", anan)

    assert not Act.objects.filter(verb="batch.exported").exists()


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@x", "\tx"])
def test_no_formula_hides_in_a_name(text: str) -> None:
    assert plain(text) == f"'{text}"
