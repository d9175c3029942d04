"""Read the demo tables; data/README.md says what the columns mean."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def illustration(code: str) -> bytes:
    return (DATA / "illustrations" / f"{code}.webp").read_bytes()


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def parts(cell: str, separator: str = ";") -> list[str]:
    return [part.strip() for part in cell.split(separator) if part.strip()]


def options(cell: str) -> dict[str, str]:
    """Return {"สี": "แดง", "ขนาด": "M"} for "สี: แดง | ขนาด: M"."""
    pairs = (part.split(":", 1) for part in parts(cell, "|"))
    return {axis.strip(): value.strip() for axis, value in pairs}


def months(cell: str) -> tuple[int | None, int | None]:
    """Return (11, 2) for "11-2"; the season may pass the year's end."""
    if not cell:
        return None, None
    first, last = cell.split("-")
    return int(first), int(last)
