"""The Excel file that sellers fill in: our headings, how to, and every kind of goods."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shop.listings.units import WORDS
from shop.spreadsheets.categories import category_paths
from shop.spreadsheets.choices import STORAGE_WORDS
from shop.spreadsheets.columns import TEMPLATE
from shop.spreadsheets.exporting import safe

ROWS = 1000  # that are made ready for codes with zeros in front
WIDE = {"title": 36, "category": 34, "description": 44, "terms": 30, "option": 20}
HELP = (
    "วิธีกรอกแบบฟอร์มลงสินค้า",
    "1. หนึ่งแถวต่อหนึ่งสินค้า อย่าลบหรือย้ายแถวหัวตาราง",
    "2. ช่องที่มีดอกจันต้องกรอก",
    "3. ราคาใส่ตัวเลขอย่างเดียว ไม่ต้องใส่ ฿ หรือคำว่าบาท",
    "4. ถ้าขายตามน้ำหนัก ให้ใส่ราคาต่อกิโลกรัม ใส่จำนวนเป็นกิโลกรัม และใส่ ใช่ ในช่องขายตามน้ำหนัก",
    "5. สินค้าที่มีหลายสีหลายขนาด ให้มีแถวแม่หนึ่งแถว แล้วแถวลูกใส่รหัสสินค้าแม่กับชื่อตัวเลือก เช่น สี: แดง",
    "6. น้ำหนักให้ชั่งหลังแพ็กแล้ว",
    "7. รหัสเดิมคือสินค้าเดิม ระบบจะแสดงให้ดูก่อนว่าอะไรจะเปลี่ยน แล้วค่อยกดบันทึก",
    "8. อย่าใส่สูตร ของใหม่เก็บเป็นฉบับร่างก่อน ยังไม่ขึ้นขาย",
)
INDIGO = "1F3F6D"


def template_bytes() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "สินค้า"
    _head(sheet)
    for row in range(2, ROWS + 2):  # else Excel drops the zeros in front of a code
        sheet.cell(row, 1).number_format = "@"
    _offer(sheet, "storage", list(STORAGE_WORDS.values()))
    _offer(sheet, "weighed", ["ใช่", "ไม่ใช่"])
    _list(book.create_sheet("วิธีกรอก"), HELP)
    _list(book.create_sheet("หมวดหมู่"), sorted(thai for thai, _ in category_paths().values()))
    _list(book.create_sheet("หน่วยขาย"), [thai for thai, _english in WORDS.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any) -> None:
    for place, (name, heading) in enumerate(TEMPLATE.items(), start=1):
        cell = sheet.cell(1, place, heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=INDIGO)
        sheet.column_dimensions[get_column_letter(place)].width = WIDE.get(name, 14)
    sheet.freeze_panes = "A2"


def _offer(sheet: Any, name: str, choices: list[str]) -> None:
    letter = get_column_letter(list(TEMPLATE).index(name) + 1)
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    listed.add(f"{letter}2:{letter}{ROWS + 1}")
    sheet.add_data_validation(listed)


def _list(sheet: Any, lines: Any) -> None:
    sheet.column_dimensions["A"].width = 90
    for row, text in enumerate(lines, start=1):
        cell = sheet.cell(row, 1, safe(text))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True)
