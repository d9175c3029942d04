"""The cells of a workbook's first sheet, row by row, and never a formula."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from community.tables.archives import BROKEN, TOO_MUCH_INSIDE, look_inside
from community.tables.errors import Unreadable

MOST_COLUMNS = 30
LAST_ROW = 20_000  # whatever stands between the people of a list
# Whatever a file made by hand can bring the reader to.
FAULTS = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, OSError, EOFError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError, NotImplementedError),
)


def read_workbook(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    """Yield each row's number in Excel and its values; formulas are refused, not run.

    Read as a stream: a cell in the last column of the last row costs nothing. Raises Unreadable.
    """
    look_inside(data)
    try:
        yield from _rows(data)
    except Unreadable:
        raise
    except FAULTS:
        raise Unreadable(BROKEN) from None


def _rows(data: bytes) -> Iterator[tuple[int, list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the sheet says of its own size may be wrong
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > LAST_ROW:
            raise Unreadable(TOO_MUCH_INSIDE)
        yield number, [_value(cell) for cell in row]


def _value(cell: Any) -> Any:
    if cell.data_type == "f":
        message = _("There is a formula in cell %(cell)s. Paste the list as values and try again.")
        raise Unreadable(message % {"cell": cell.coordinate})
    return cell.value
