"""From an uploaded file to its rows: what it is decides its content, not its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.rosters.errors import Unreadable
from community.rosters.headings import Columns, find_columns
from community.tables.kinds import rows_of

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 3000
HEAD_ROWS = 20  # titles and contacts that stand above the headings
TOO_LARGE = _("This file is larger than 5 MB. Copy the list alone into a new file.")
TOO_MANY = _("This list has more than 3,000 rows. Split it into smaller ones.")
EMPTY = _("There is nobody in this list.")
NO_HEADINGS = _(
    "We do not find the headings. The first rows need “ชื่อ-นามสกุล” and “เบอร์โทร” or “อีเมล”."
)
Numbered = tuple[int, list[Any]]


def read_table(upload: UploadedFile[Any]) -> tuple[Columns, list[Numbered]]:
    """Return where each column is, and the rows under the headings that hold something.

    Raises Unreadable.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    filled = _filled(rows_of(upload.read()))
    head: list[Numbered] = []
    for row in filled:
        head.append(row)
        columns = find_columns([cells for _number, cells in head[-2:]])
        if columns:
            return columns, _people(filled)
        if len(head) == HEAD_ROWS:
            break
    raise Unreadable(NO_HEADINGS if head else EMPTY)


def _people(filled: Iterator[Numbered]) -> list[Numbered]:
    people: list[Numbered] = []
    for row in filled:
        if len(people) == MOST_ROWS:
            raise Unreadable(TOO_MANY)
        people.append(row)
    if not people:
        raise Unreadable(EMPTY)
    return people


def _filled(rows: Iterator[Numbered]) -> Iterator[Numbered]:
    return (row for row in rows if any(str(cell).strip() for cell in row[1] if cell is not None))
