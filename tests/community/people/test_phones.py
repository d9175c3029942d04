from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from community.people.fields import one_line, one_spelling
from community.people.phones import for_reading, to_e164


@pytest.mark.parametrize(
    "typed",
    [
        "0812345678",
        "081-234-5678",
        " 081 234 5678 ",
        "๐๘๑ ๒๓๔ ๕๖๗๘",
        "+66 81 234 5678",
        "+66812345678",
    ],
)
def test_a_number_has_one_spelling(typed: str) -> None:
    assert to_e164(typed) == "+66812345678"


@pytest.mark.parametrize("typed", ["", "12", "hello", "0812345678901234", "x" * 10_000])
def test_it_refuses_what_is_not_a_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        to_e164(typed)


def test_it_is_read_as_people_write_it() -> None:
    assert for_reading("+66812345678") == "081 234 5678"
    assert for_reading("+4915123456789") == "+49 1512 3456789"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Mali@Example.org ", "mali@example.org"),
        ("๐๘๑๒๓๔๕๖๗๘", "+66812345678"),
        (" Krit ", "krit"),
    ],
)
def test_what_one_logs_in_with_has_one_spelling(typed: str, kept: str) -> None:
    assert one_spelling(typed) == kept


def test_a_line_keeps_thai_and_emoji_and_drops_what_nobody_sees() -> None:
    assert one_line("บ้าน\u200bสวน\r\n 9\u202e 🏠\x07") == "บ้านสวน 9 🏠"
