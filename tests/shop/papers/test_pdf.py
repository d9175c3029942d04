"""Thai on paper: lines end where they may, marks stand on their letters."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.papers.pdf_sheet import Column, Sheet
from shop.papers.thai_lines import CLINGS, LEADS, letters, lines_of

THAI = st.text(st.sampled_from("กขที่ป่าเแไใน้ำึ์ๆ ฯ-/ab12"), max_size=60)
SOLID = st.text(st.sampled_from("กขที่ป่าเแไใน้ำึ์ๆฯab12"), max_size=60)
AT = datetime(2026, 11, 22, tzinfo=UTC)


@given(SOLID)
def test_no_line_begins_with_a_mark_or_ends_with_a_vowel_that_leads(text: str) -> None:
    lines = lines_of(text, lambda part: len(part) <= 12)

    for line in lines[1:]:
        assert not line or line[0] not in CLINGS or text[:1] in CLINGS
    for line in lines[:-1]:
        assert not line or line[-1] not in LEADS


@given(THAI)
def test_no_letter_is_lost(text: str) -> None:
    lines = lines_of(text, lambda part: len(part) <= 12)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "".join(letters(text)) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("น้ำพริกหนุ่ม สูตรแม่", ["น้ำพริกหนุ่ม", "สูตรแม่"]),
        ("ลายโคมเจ็ดทอมือ", ["ลายโคม", "เจ็ดทอมือ"]),
        ("กกกกกกกกกกกกกกกก", ["กกกกกกกกกกกก", "กกกก"]),
        ("", [""]),
    ],
)
def test_lines_end_at_blanks_and_before_vowels(text: str, lines: list[str]) -> None:
    assert lines_of(text, lambda part: len(part) <= 12) == lines


def ink_above(text: str) -> int:
    """Return where the highest ink of a line of text stands; less is higher."""
    sheet = Sheet("x", AT)
    sheet.says(text)
    page = pypdfium2.PdfDocument(bytes(sheet.output()))[0].render(scale=4).to_pil().convert("L")
    top = page.crop((0, 0, page.width, page.height // 2))
    found = top.point(lambda dot: 255 if dot < 128 else 0).getbbox()
    assert found
    return int(found[1])


def test_tones_stand_above_tall_vowels_and_below_ones_below() -> None:
    bare, vowel, tone = (ink_above(text) for text in ("ท", "ที", "ที่"))

    assert tone < vowel < bare


def test_a_long_table_has_its_titles_on_every_page() -> None:
    sheet = Sheet("ตาราง", AT, "ท้ายหน้า")
    sheet.draw_table([Column("Title", 90), Column("Sum", 30, right=True)], [["x", "1.00"]] * 90)

    pages = pypdfium2.PdfDocument(bytes(sheet.output()))

    assert len(pages) == 3
    assert all("Title" in page.get_textpage().get_text_range() for page in pages)


def test_the_same_sheet_is_the_same_bytes() -> None:
    made = [bytes(_sheet().output()) for _ in range(2)]

    assert made[0] == made[1]


def _sheet() -> Sheet:
    sheet = Sheet("ใบเสร็จ", AT)
    sheet.says("ที่นี่ปู่ป้าซื้อน้ำผึ้ง")
    return sheet
