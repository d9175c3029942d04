"""Statements and yearly sheets as PDF, in Thai."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone, translation

from shop.display.dates import date_text
from shop.display.prices import baht_full_text
from shop.papers.columns import OTHER, WIDE
from shop.papers.letterheads import letterhead_of
from shop.papers.pdf_sheet import Column, Sheet
from shop.papers.shown import month_text, spaced
from shop.papers.statement_shown import columns_of, shown_rows, wide_cells
from shop.papers.statements import Statement
from shop.papers.years import Year

FIRST, NUMBERS = 62.0, 22.0  # millimetres


def statement_pdf(statement: Statement) -> bytes:
    with translation.override("th"):
        title = f"ใบแจ้งยอด {month_text(statement.span.first)}"
        sheet = _sheet(statement, title)
        sheet.sums(
            [
                ("ยกมา", baht_full_text(statement.opening)),
                *((one.name, baht_full_text(one.amount)) for one in columns_of(statement.columns)),
                ("คงเหลือ", baht_full_text(statement.closing)),
            ]
        )
        sheet.ln(4)
        sheet.draw_table(_columns("วันที่ และรายการ"), list(_rows(statement)))
        return bytes(sheet.output())


def year_pdf(year: Year) -> bytes:
    with translation.override("th"):
        sheet = _sheet(year.whole, f"สรุปรายได้ปี {year.whole.span.year + 543}")
        months = [(month_text(one.span.first), one.columns) for one in year.months]
        rows = [_cells(name, columns) for name, columns in months]
        sheet.draw_table(_columns("เดือน"), [*rows, _cells("รวมทั้งปี", year.whole.columns)])
        sheet.ln(4)
        sheet.sums(
            [
                ("รายได้จากการขายและค่าส่ง หักที่คืนไป", baht_full_text(year.income)),
                ("ค่าธรรมเนียมทั้งหมด", baht_full_text(year.cost)),
            ],
            bold_last=False,
        )
        sheet.says(
            "รายได้รวมส่วนลดที่คนอื่นออกให้ ก่อนหักค่าธรรมเนียมตลาด ใช้กรอกแบบแสดงรายการภาษีได้", soft=True
        )
        return bytes(sheet.output())


def _sheet(statement: Statement, title: str) -> Sheet:
    head = letterhead_of(statement.seller)
    sheet = Sheet(title, timezone.now(), f"{title} · {head.legal_name}", landscape=True)
    sheet.heading(title)
    number = f" · เลขประจำตัวผู้เสียภาษี {spaced(head.tax_id)}" if head.tax_id else ""
    sheet.says(f"{head.legal_name}{number}", bold=True)
    sheet.says(f"ทำเมื่อ {date_text(timezone.now(), 'long')}", soft=True)
    sheet.ln(3)
    return sheet


def _columns(first: str) -> list[Column]:
    names = [str(name) for _, name, _ in WIDE]
    numbers = [Column(name, NUMBERS, right=True) for name in [*names, str(OTHER), "รวม"]]
    return [Column(first, FIRST), *numbers]


def _rows(statement: Statement) -> Iterable[list[str]]:
    for row, shown in zip(statement.rows, shown_rows(statement.rows), strict=True):
        what = shown.order_number or shown.title
        more = " ".join(filter(None, (shown.reference, shown.note)))
        yield _cells(f"{date_text(row.at, 'short')} {what} {more}".strip(), row.columns)


def _cells(first: str, columns: dict[str, Decimal]) -> list[str]:
    found = wide_cells(columns)
    total = sum(found, Decimal(0))
    return [first, *(f"{one:,.2f}" if one else "" for one in found), f"{total:,.2f}"]
