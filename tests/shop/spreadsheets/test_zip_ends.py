"""A zip says at its end how many files it holds; what lies is found out by its length."""

from __future__ import annotations

import io
import struct
import zipfile

from shop.spreadsheets.zip_ends import END, SIGN_64, holds_more


def zip_of(count: int, comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}", b"")
        archive.comment = comment
    return out.getvalue()


def test_it_knows_how_many_files_there_are() -> None:
    assert not holds_more(zip_of(5), 5)
    assert holds_more(zip_of(6), 5)
    assert holds_more(zip_of(6, comment=b"from my telephone"), 5)


def test_a_false_count_does_not_hide_a_long_list() -> None:
    data = bytearray(zip_of(600))
    struct.pack_into("<2H", data, len(data) - END.size + 8, 1, 1)

    assert holds_more(bytes(data), 5)


def test_the_large_form_is_too_much() -> None:
    data = zip_of(1)
    large = data[: -END.size] + SIGN_64 + bytes(16) + data[-END.size :]

    assert holds_more(large, 5)


def test_what_is_no_zip_is_left_to_who_opens_it() -> None:
    assert not holds_more(b"", 5)
    assert not holds_more(b"PK\x05\x06", 5)
    assert not holds_more(b"a list of goods" * 10, 5)
