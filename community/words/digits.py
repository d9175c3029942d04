"""Thai digits are numbers too."""

from __future__ import annotations

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def ascii_digits(text: str) -> str:
    """Return the text with ๐–๙ as 0–9 and everything else as it was."""
    return text.translate(THAI_DIGITS)
