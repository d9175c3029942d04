"""Lists of members as files, honest and not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

HEAD = ("ชื่อ-นามสกุล", "เบอร์โทร", "อีเมล", "ชื่อร้าน", "ประเภท", "บทบาท", "ทำอะไรขาย")
Rows = Sequence[Sequence[Any]]


def sheet(rows: Rows, head: Sequence[Any] = HEAD) -> bytes:
    """Return an Excel file with the headings and these rows."""
    book = Workbook()
    for row in (head, *rows) if head else rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(data: bytes, name: str = "list.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the archive with one more part, deflated."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def with_sheet(data: bytes, content: bytes) -> bytes:
    """Return the archive with another first sheet: XML that no Excel would write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, content if is_sheet else old.read(part))
    return out.getvalue()
