"""What is read from a file, and every file that is refused with one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import pytest
from django.utils.translation import override

from community.rosters import reading
from community.rosters.errors import Unreadable
from community.rosters.headings import find_columns
from community.rosters.reading import read_table
from community.rosters.template_file import template_bytes
from tests.cast import make_community
from tests.community.rosters.sheets import HEAD, sheet, upload, with_part, with_sheet

ROW = ("มาลี", "0810000009")
PAGE = b"<html><table><tr><td>list</td></tr></table></html>"
FAR_CELL = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">'
    b'<c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>'
)


def names(data: bytes) -> list[Any]:
    columns, rows = read_table(upload(data))
    return [(number, cells[columns.places["name"]]) for number, cells in rows]


def test_it_counts_rows_as_excel_does_and_skips_what_is_empty() -> None:
    data = sheet([ROW, (), ("ดาว", "0810000010"), ("", None, " ")])

    assert names(data) == [(2, "มาลี"), (4, "ดาว")]


def test_it_finds_the_headings_under_titles_in_two_levels_and_in_any_order() -> None:
    data = sheet(
        [
            ("รายชื่อสมาชิกตลาดแม่แจ่ม", None, None),
            ("ที่", "ชื่อ - นามสกุล", "ติดต่อ", None),
            (None, None, "โทรศัพท์ (มือถือ)", "อีเมล์"),
            (1, "มาลี", "0810000009", None),
        ],
        head=(),
    )

    columns, rows = read_table(upload(data))

    assert columns.places == {"name": 1, "phone": 2, "email": 3}
    assert columns.unread == ["ที่"]
    assert [number for number, _cells in rows] == [4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_reads_csv_as_programs_write_it(encoding: str, delimiter: str) -> None:
    text = "\r\n".join([delimiter.join(("ชื่อ", "เบอร์โทร")), delimiter.join(ROW)])

    assert names(text.encode(encoding) + b"\x1a") == [(2, "มาลี")]


@pytest.mark.django_db
def test_the_template_is_read_back_without_its_example() -> None:
    data = template_bytes(make_community(name_th="=HYPERLINK(1)"))

    columns, rows = read_table(upload(data))

    assert list(columns.places) == ["name", "phone", "email", "shop", "kind", "role", "makes"]
    assert len(rows) == 1
    assert rows[0][1][:2] == ["ตัวอย่าง มะลิ ทองคำ", "0810000001"]
    assert b"<f>" not in data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "ในรายชื่อนี้ยังไม่มีใคร"),
        (sheet([]), "ในรายชื่อนี้ยังไม่มีใคร"),
        (sheet([ROW], head=("ก", "ข")), "หาหัวตารางไม่พบ"),
        (b"PK\x03\x04 and then nothing", "ไฟล์นี้เสีย"),
        (sheet([ROW])[:2000], "ไฟล์นี้เสีย"),
        (with_part(sheet([ROW]), "xl/vbaProject.bin", b"macro"), "ไฟล์นี้มีมาโคร"),
        (sheet([("=1+1", "0810000009")]), "ช่อง A2 เป็นสูตร"),
        (sheet([('=WEBSERVICE("http://x")', "")]), "ช่อง A2 เป็นสูตร"),
        (PAGE, "นี่คือหน้าเว็บ"),
        (b"\xef\xbb\xbf \n" + PAGE, "นี่คือหน้าเว็บ"),
        (b"%PDF-1.7", "นี่คือ PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "Excel แบบเก่า"),
        (bytes(500), "ไฟล์นี้ไม่ใช่ Excel หรือ CSV"),
        (b"\xff\xfe" + "ชื่อ,เบอร์".encode("utf-16-le"), "ไฟล์นี้ไม่ใช่ Excel หรือ CSV"),
        (("ชื่อ,เบอร์โทร\n" + "ก" * 200_000).encode(), "มีช่องหนึ่งในไฟล์ยาวเกินไป"),
        (with_sheet(sheet([ROW]), b"<worksheet><sheetData><row"), "ไฟล์นี้เสีย"),
        (with_sheet(sheet([ROW]), FAR_CELL), "ไฟล์นี้มีข้อมูลมากเกินไป"),
        (with_part(sheet([ROW]), "xl/more.xml", bytes(20_000_000)), "ไฟล์นี้มีข้อมูลมากเกินไป"),
        (with_part(sheet([ROW]), "xl/more.xml", bytes(2_000_000)), "ไฟล์นี้มีข้อมูลมากเกินไป"),
    ],
)
def test_it_refuses_with_one_sentence_and_quickly(data: bytes, sentence: str) -> None:
    begun = time.monotonic()

    with override("th"), pytest.raises(Unreadable) as refused:
        read_table(upload(data))

    assert sentence in refused.value.messages[0]
    assert len(refused.value.messages) == 1
    assert time.monotonic() - begun < 5


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("list.txt", "มาลี")

    with override("th"), pytest.raises(Unreadable, match="ไม่ใช่ Excel"):
        read_table(upload(out.getvalue()))


def test_a_billion_laughs_are_not_heard() -> None:
    lol = b"".join(
        b'<!ENTITY l%d "%b">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10)
    )
    bomb = b'<!DOCTYPE x [<!ENTITY l0 "lol">' + lol + b"]><worksheet>&l9;</worksheet>"

    with pytest.raises(Unreadable):
        read_table(upload(with_sheet(sheet([ROW]), bomb)))


def test_it_takes_three_thousand_rows_and_not_one_more() -> None:
    rows = [(f"คนที่ {number}", f"081{number:07d}") for number in range(reading.MOST_ROWS)]
    assert len(read_table(upload(sheet(rows)))[1]) == 3000

    with override("th"), pytest.raises(Unreadable, match="เกิน 3,000 แถว"):
        read_table(upload(sheet([*rows, ROW])))


def test_it_refuses_more_than_five_megabytes_unread() -> None:
    with override("th"), pytest.raises(Unreadable, match="ใหญ่เกิน 5 MB"):
        read_table(upload(b"," * (reading.MOST_BYTES + 1)))


def test_headings_of_the_template_are_known() -> None:
    columns = find_columns([HEAD])

    assert columns is not None
    assert columns.unread == []
