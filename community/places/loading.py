"""Read the vendored table of administrative areas (GeoThai, CC BY 4.0: data/NOTICE.geothai)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "thai_addresses.csv"
LEADING_VOWELS = "เแโใไ"


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def thai_sort_key(name: str) -> str:
    """Return a key that sorts by code point as a Thai dictionary does.

    A vowel written before its consonant is sorted after it; tone and other marks count last.
    """
    letters: list[str] = []
    marks: list[str] = []
    waiting = ""
    for char in name:
        if char in LEADING_VOWELS:
            waiting = char
        elif "\u0e47" <= char <= "\u0e4e":
            marks.append(f"{len(letters):02d}{char}")
        else:
            letters.append(char + waiting)
            waiting = ""
    return "".join(letters) + waiting + "\u0001" + "".join(marks)
