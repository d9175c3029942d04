"""What a file is decides its content, not its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.tables.csv_tables import read_csv
from community.tables.errors import Unreadable
from community.tables.workbooks import read_workbook

OLD_EXCEL = _("This is an old Excel file, or one with a password. Save it as .xlsx and try again.")
WEB_PAGE = _("This is a web page that calls itself Excel. Open it, save it as .xlsx and try again.")
NOT_A_LIST = _("This is a PDF. We read lists from Excel or CSV.")
Numbered = tuple[int, list[Any]]


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes call themselves a workbook. Raises Unreadable for no table."""
    if data.startswith(b"PK"):
        return True
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_EXCEL)
    if data.startswith(b"%PDF"):
        raise Unreadable(NOT_A_LIST)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise Unreadable(WEB_PAGE)
    return False


def rows_of(
    data: bytes, workbook: Callable[[bytes], Iterator[Numbered]] = read_workbook
) -> Iterator[Numbered]:
    """Yield each row's number and its cells. Raises Unreadable."""
    return workbook(data) if is_workbook(data) else read_csv(data)
