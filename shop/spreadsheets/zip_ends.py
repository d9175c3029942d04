"""How many files a zip says it holds: read from its end, before a list of them is made."""

from __future__ import annotations

import struct

END = struct.Struct("<4s4H2LH")  # sign, disks, entries here and in all, bytes and place of the list
SIGN, SIGN_64 = b"PK\x05\x06", b"PK\x06\x07"
LOCATOR_64_BYTES = 20
MOST_COMMENT_BYTES = 1 << 16
LISTED_BYTES = 1200  # of one file, its name and what stands beside it


def holds_more(data: bytes, most: int) -> bool:
    """Return whether its list is longer than that of so many files.

    Its length counts beside the number, which may lie. The large form of 64 bits counts as too
    many. What is no zip at all is for who opens it to say.
    """
    at = _end_of(data)
    if at < 0 or at + END.size > len(data):
        return False
    if data.startswith(SIGN_64, max(at - LOCATOR_64_BYTES, 0)):
        return True
    entries: int
    listed: int
    _sign, _disk, _first, _here, entries, listed, _place, _comment = END.unpack_from(data, at)
    return entries > most or listed > most * LISTED_BYTES


def _end_of(data: bytes) -> int:
    """Return where the last record begins, as zipfile looks for it; -1 where there is none."""
    last = len(data) - END.size
    if last >= 0 and data.startswith(SIGN, last) and data.endswith(b"\0\0"):
        return last
    return data.rfind(SIGN, max(last - MOST_COMMENT_BYTES, 0))
