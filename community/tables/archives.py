"""Look at an Excel file from outside before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile

from django.utils.translation import gettext_lazy as _

from community.tables.errors import Unreadable

MOST_PARTS = 300
MOST_UNPACKED = 15 * 1024 * 1024  # 3,000 people unpack to about one
MOST_RATIO = 100  # of a part above a megabyte
BROKEN = _("This file is broken. Open it in Excel, save it anew and try again.")
NOT_EXCEL = _("This is not an Excel file. Save the list as .xlsx and try again.")
TOO_MUCH_INSIDE = _("This file holds far too much. Copy the list alone into a new file.")
HAS_MACROS = _("This file holds macros. Save it as .xlsx without macros and try again.")
HAS_PASSWORD = _("This file has a password. Save it without one and try again.")


def look_inside(data: bytes, most_unpacked: int = MOST_UNPACKED) -> None:
    """Raise Unreadable for what is no plain workbook, or would unpack to too much.

    The sizes are the archive's own word; whoever reads a part is given no more than that.
    """
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError):
        raise Unreadable(BROKEN) from None
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Unreadable(NOT_EXCEL)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(HAS_MACROS)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(HAS_PASSWORD)
    refuse_bombs(parts, most_unpacked)


def refuse_bombs(parts: list[zipfile.ZipInfo], most_unpacked: int) -> None:
    """Raise Unreadable for an archive that would unpack to too much, all in all or one part."""
    unpacked = sum(part.file_size for part in parts)
    dense = any(
        part.file_size > max(part.compress_size, 1) * MOST_RATIO
        for part in parts
        if part.file_size > 1024 * 1024
    )
    if len(parts) > MOST_PARTS or unpacked > most_unpacked or dense:
        raise Unreadable(TOO_MUCH_INSIDE)
