"""A seller's year: what counts as income, and how its workbook is headed."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import translation
from openpyxl import load_workbook

from community.sellers.models import Seller
from shop.ledger.accounts import BANK, of_seller
from shop.ledger.posting import Draft, Row, What, post
from shop.papers.statement_xlsx import year_xlsx
from shop.papers.years import Year, year_of
from tests.issued import make_letterhead

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(malis_shop: Seller) -> Year:
    """Sold for ฿100; ฿30 of it a buyer's bank took back."""
    make_letterhead(malis_shop)
    seller = of_seller(malis_shop.pk)
    when = datetime.fromisoformat("2026-11-05T12:00+07:00")
    post(
        Draft("sold", "sale", [Row(seller, -10_000, What.SALE), Row(BANK, 10_000)], at=when),
        Draft("lost", "dispute", [Row(seller, 3_000, What.DISPUTE), Row(BANK, -3_000)], at=when),
    )
    return year_of(malis_shop, 2026)


def test_what_a_bank_took_back_is_no_income(year: Year) -> None:
    assert year.income == Decimal("70.00")


@pytest.mark.parametrize(("language", "heading"), [("th", "2569"), ("en", "2026")])
def test_its_workbook_is_headed_as_its_months_are(year: Year, language: str, heading: str) -> None:
    with translation.override(language):
        sheet = load_workbook(io.BytesIO(year_xlsx(year))).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True, max_row=4))

    assert sheet.title == heading
    assert rows[0][:2] == ("ห้างหุ้นส่วนจำกัด กี่แม่มะลิ", heading)
    assert rows[1][1] == "0 5035 00000 01 6"
    assert str(rows[3][0]).endswith(heading)
