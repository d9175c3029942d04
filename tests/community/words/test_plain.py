import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.words.plain import UNSEEN, clean_line, clean_text

MARKUP = st.text(alphabet="<>&;/abl tgscript#x3C\n\u200b\u202e\u0000=\"'!-กำ้", max_size=60)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ผ้าฝ้ายแท้", "ผ้าฝ้ายแท้"),
        ("บรรทัดหนึ่ง\r\nบรรทัดสอง", "บรรทัดหนึ่ง\nบรรทัดสอง"),
        ("<p>หนึ่ง</p><p>สอง<br>สาม</p>", "หนึ่ง\nสอง\nสาม"),
        ("<b>หนา</b> & บาง", "หนา & บาง"),
        ("2 < 3 & 5 > 4", "2 < 3 & 5 > 4"),
        ("<script>alert(1)</script>ชา", "ชา"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;ชา", "ชา"),
        ("&amp;lt;b&amp;gt;ชา", "ชา"),
        ('<img src=x onerror="alert(1)">ชา', "ชา"),
        ("ชา\u200bเขียว\ufeff", "ชาเขียว"),
        ("\u202eกลับ\u202c", "กลับ"),
        ("ผ้า\u3164\u115f\u1160\uffa0\u2800ไหม", "ผ้าไหม"),
        ("ก\x00ข\x07ค", "กขค"),
        ("a   b\tc", "a b c"),
        ("หนึ่ง\n\n\n\n\nสอง", "หนึ่ง\n\nสอง"),
        ("e\u0301", "é"),
        ("น้ำผึ้ง 🍯", "น้ำผึ้ง 🍯"),
        ("", ""),
    ],
)
def test_it_keeps_the_words_and_nothing_else(written: str, kept: str) -> None:
    assert clean_text(written) == kept


def test_a_title_is_one_line() -> None:
    assert clean_line("  ชา\n<b>เขียว</b>\u200b ") == "ชา เขียว"


@given(MARKUP | st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(written: str) -> None:
    once = clean_text(written)

    assert clean_text(once) == once


@given(MARKUP | st.text(max_size=80))
def test_nothing_invisible_is_left(written: str) -> None:
    left = {unicodedata.category(c) for c in clean_text(written) if c != "\n"}

    assert not left & UNSEEN


def test_markup_nested_deeper_than_anyone_writes_is_defused() -> None:
    deep = "&" + "amp;" * 40 + "lt;script&gt;"

    assert "<" not in clean_text(deep)
