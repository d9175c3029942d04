"""A paper as PDF: always in Thai, as the law wants it; the same paper makes the same bytes."""

from __future__ import annotations

from django.utils import translation

from shop.papers.models import Paper
from shop.papers.pdf_sheet import Column, Sheet
from shop.papers.shown import ShownPaper, show_paper

COLUMNS = ("รายการ", 84.0), ("จำนวน", 28.0), ("ราคา", 32.0), ("จำนวนเงิน", 30.0)


def paper_pdf(paper: Paper) -> bytes:
    with translation.override("th"):
        shown = show_paper(paper)
        sheet = Sheet(f"{shown.title} {paper.number}", paper.issued_at, paper.number)
        _head(sheet, shown)
        if shown.lines:
            _lines(sheet, shown)
        sheet.ln(3)
        sheet.sums(shown.sums)
        sheet.ln(1)
        sheet.says(f"({shown.words})", bold=True)
        for note in shown.notes:
            sheet.says(note, soft=True)
        return bytes(sheet.output())


def _head(sheet: Sheet, shown: ShownPaper) -> None:
    sheet.heading(shown.title)
    if later := getattr(shown.paper, "replaced_by", None):
        sheet.says(f"ยกเลิก ใช้ใบเลขที่ {later.number} แทน", bold=True)
    sheet.says(shown.issuer[0], bold=True)
    for line in shown.issuer[1:]:
        sheet.says(line)
    sheet.ln(2)
    sheet.facts(shown.facts)
    if shown.buyer:
        sheet.facts([("ผู้ซื้อ", "\n".join(shown.buyer))])
    sheet.ln(3)


def _lines(sheet: Sheet, shown: ShownPaper) -> None:
    columns = [Column(title, width, right=n > 0) for n, (title, width) in enumerate(COLUMNS)]
    rows = [(line.title, line.quantity, line.price, line.amount) for line in shown.lines]
    sheet.draw_table(columns, rows)
