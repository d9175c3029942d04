"""The Excel file that staff fill in, or hand to a community's manager."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from community.groups.models import Community
from community.rosters.reading import MOST_ROWS

# Heading, width, what the example says. Read back by community.rosters.headings.
COLUMNS = (
    ("ชื่อ-นามสกุล", 28, "ตัวอย่าง มะลิ ทองคำ"),
    ("เบอร์โทร", 16, "0810000001"),
    ("อีเมล", 26, ""),
    ("ชื่อร้าน", 26, "กี่แม่มะลิ"),
    ("ประเภท", 18, "บุคคล"),
    ("บทบาท", 14, "ผู้ขาย"),
    ("ทำอะไรขาย", 34, "ผ้าทอมือ ผ้าขาวม้า"),
)
PHONE, KIND, ROLE = 2, 5, 6
CHOICES = {KIND: ("บุคคล", "วิสาหกิจชุมชน", "บริษัท"), ROLE: ("ผู้ขาย", "สมาชิก", "ผู้จัดการ")}
HELP = (
    "กรอกหนึ่งคนต่อหนึ่งแถว ไม่เกิน 3,000 แถว แถวตัวอย่างลบทิ้งหรือปล่อยไว้ก็ได้",
    "เบอร์โทรต้องเป็นเบอร์มือถือ 10 หลัก ไม่มีเบอร์ให้ใส่อีเมลแทน",
    "ประเภท: บุคคล วิสาหกิจชุมชน หรือบริษัท ว่างไว้คือบุคคล",
    "บทบาท: ผู้ขาย คือชวนมาเปิดร้าน, สมาชิก คือชวนเข้าชุมชน, ผู้จัดการ คือช่วยดูแลชุมชน ว่างไว้คือผู้ขาย",
    "อย่าใส่สูตร บันทึกเป็น .xlsx แล้วนำเข้าที่หน้าเดิม",
)
INDIGO = "1F3F6D"
AS_TEXT = "@"


def template_bytes(community: Community) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "สมาชิก"
    _head(sheet)
    for letter in (get_column_letter(PHONE),):
        for row in range(2, MOST_ROWS + 2):  # else Excel drops the first zero
            sheet[f"{letter}{row}"].number_format = AS_TEXT
    for place, choices in CHOICES.items():
        _offer(sheet, place, choices)
    _explain(book.create_sheet("วิธีกรอก"), community)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write words into a cell as words: what begins with = + - @ is no formula there."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def _head(sheet: Worksheet) -> None:
    for column, (heading, width, example) in enumerate(COLUMNS, start=1):
        cell = write_text(sheet, 1, column, heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=INDIGO)
        write_text(sheet, 2, column, example)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, place: int, choices: tuple[str, ...]) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    letter = get_column_letter(place)
    listed.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.add_data_validation(listed)


def _explain(sheet: Worksheet, community: Community) -> None:
    sheet.column_dimensions["A"].width = 100
    for row, text in enumerate((community.name_th, *HELP), start=1):
        write_text(sheet, row, 1, text).alignment = Alignment(wrap_text=True)
