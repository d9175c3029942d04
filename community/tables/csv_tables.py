"""The cells of a CSV file, as old programs and Excel write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.tables.errors import Unreadable

DELIMITERS = ",;\t"
NOT_TEXT = _("This file is neither Excel nor CSV. Save the list as .xlsx and try again.")
CELL_TOO_LONG = _("A cell of this file is far too long. Look at the file and try again.")


def read_csv(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Yield each record's number and its cells. Raises Unreadable."""
    text = _text(data)
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max(DELIMITERS, key=first.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            yield number, list(row)
    except csv.Error:
        raise Unreadable(CELL_TOO_LONG) from None


def _text(data: bytes) -> str:
    data = data.rstrip(b"\x1a")  # the end of a file, long ago
    if b"\x00" in data:
        raise Unreadable(NOT_TEXT)
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NOT_TEXT)
