"""Every row says what is wrong with it and how to mend it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from community.rosters.cures import sentence
from community.rosters.headings import find_columns
from community.rosters.rows import Row, read_row
from tests.community.rosters.sheets import HEAD

COLUMNS = find_columns([HEAD])


def read(*cells: Any) -> Row:
    assert COLUMNS is not None
    row = read_row(7, [*cells, *[None] * (7 - len(cells))], COLUMNS)
    assert row is not None
    return row


def cures(row: Row) -> list[str]:
    with override("th"):
        return [sentence(code, facts) for code, facts in row.problems]


@pytest.mark.parametrize(
    "cell",
    [
        *("0810000009", "081-000-0009", "081 000 0009", "๐๘๑๐๐๐๐๐๐๙", "+66810000009"),
        *(810000009, 810000009.0, "810000009", "66810000009", "(081) 000.0009", "'0810000009"),
    ],
)
def test_a_mobile_number_is_read_however_it_is_kept(cell: Any) -> None:
    row = read("มาลี", cell)

    assert (row.phone, row.problems) == ("+66810000009", [])


def test_a_zero_that_excel_took_is_put_back_and_said() -> None:
    assert read("มาลี", 810000009).notes == [("phone_zero", {})]
    assert read("มาลี", "0810000009").notes == []


@pytest.mark.parametrize(
    ("cell", "cure"),
    [
        ("081234567", "เบอร์โทรมี 9 หลัก ขาดไป 1 หลัก"),
        ("08123456", "เบอร์โทรมี 8 หลัก ขาดไป 2 หลัก"),
        ("08123456789", "เบอร์โทรมี 11 หลัก เกินมา 1 หลัก"),
        ("053123456", "นี่คือเบอร์บ้าน รับ SMS ไม่ได้ ใส่เบอร์มือถือแทน"),
        ("0123456789", "นี่ไม่ใช่เบอร์มือถือ เบอร์มือถือเป็นแบบ 081 234 5678"),
        ("081-000-0009, 089-000-0001", "มีสองเบอร์ในช่องเดียว เหลือไว้เบอร์เดียว"),
        ("โทรหาลูก 0810000009", "เบอร์โทรมีอย่างอื่นปนอยู่ เหลือไว้แต่ตัวเลข"),
        ("+1", "นี่ไม่ใช่เบอร์มือถือ เบอร์มือถือเป็นแบบ 081 234 5678"),
        ("9" * 400, "เบอร์โทรมี 400 หลัก เกินมา 390 หลัก"),
        (float("inf"), "เบอร์โทรมีอย่างอื่นปนอยู่ เหลือไว้แต่ตัวเลข"),
        (True, "เบอร์โทรมีอย่างอื่นปนอยู่ เหลือไว้แต่ตัวเลข"),
    ],
)
def test_a_wrong_number_has_a_cure(cell: Any, cure: str) -> None:
    assert cures(read("มาลี", cell)) == [cure]


@pytest.mark.parametrize(
    ("cells", "cure"),
    [
        (("", "0810000009"), "ไม่มีชื่อ เติมชื่อ หรือลบแถวนี้ถ้าไม่ใช่คน"),
        (("มาลี",), "ใส่เบอร์มือถือหรืออีเมล จะได้ส่งคำชวนไปถูก"),
        (("มาลี", "-"), "ใส่เบอร์มือถือหรืออีเมล จะได้ส่งคำชวนไปถูก"),
        (("มาลี", "", "mali@"), "นี่ไม่ใช่อีเมล อีเมลเป็นแบบ name@example.com"),
        (("ก" * 121, "0810000009"), "ชื่อยาวเกินไป ไม่เกิน 120 ตัวอักษร"),
        (
            ("@SUM(A1)", "0810000009"),
            "ชื่อขึ้นต้นด้วย “@” เหมือนสูตร ลบเครื่องหมายนี้ออก",
        ),
        (
            ("มาลี", "0810000009", "", "-2+3"),
            "ชื่อร้านขึ้นต้นด้วย “-” ลบเครื่องหมายนี้ออก",
        ),
        (
            ("มาลี", "0810000009", "", "", "ร้านใหญ่"),
            "ไม่รู้จักประเภท “ร้านใหญ่” เลือก บุคคล วิสาหกิจชุมชน หรือบริษัท",
        ),
        (
            ("มาลี", "0810000009", "", "", "", "นายก"),
            "ไม่รู้จักบทบาท “นายก” เลือก ผู้ขาย สมาชิก หรือผู้จัดการ",
        ),
    ],
)
def test_whatever_else_is_wrong_has_a_cure(cells: tuple[Any, ...], cure: str) -> None:
    assert cures(read(*cells)) == [cure]


def test_a_row_is_read_whole() -> None:
    row = read("  มาลี  ใจดี ", "", "Mali@Example.org", "กี่แม่มาลี", "วิสาหกิจชุมชน", "สมาชิก", "ผ้า")

    assert (row.name, row.email, row.shop) == ("มาลี ใจดี", "mali@example.org", "กี่แม่มาลี")
    assert (row.kind, row.role, row.makes) == ("community_enterprise", "member", "ผ้า")
    assert row.problems == []


def test_what_is_not_said_is_a_person_who_sells() -> None:
    row = read("มาลี", "0810000009")

    assert (row.kind, row.role) == ("individual", "seller")


def test_a_landline_does_no_harm_beside_an_address() -> None:
    row = read("มาลี", "053123456", "mali@example.org")

    assert (row.phone, row.problems, row.notes) == ("", [], [("phone_left", {})])


def test_words_are_plain_text() -> None:
    row = read("<b>มาลี</b>\u202e\u200b", "0810000009")

    assert row.name == "มาลี"
