"""What makes two spellings the same word to a search."""

from __future__ import annotations

import re
import unicodedata

from community.words.digits import THAI_DIGITS

# Short vowel sign, tone marks, silencer, and the ring and marks of old texts: people leave
# them out, or press them twice.
MARKS = dict.fromkeys(range(0x0E47, 0x0E4F))
TABLE = THAI_DIGITS | MARKS
BLANK = re.compile(r"\s+")
AM_IN_HALVES = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")  # typed so, it looks the same


def fold(text: str) -> str:
    """Return text to compare: lower case, Arabic digits, no tone marks, nothing invisible.

    NFC only: the compatibility forms take the Thai vowel am apart.
    """
    text = AM_IN_HALVES.sub("\\1\u0e33", unicodedata.normalize("NFC", text))
    text = text.translate(TABLE).lower()
    return BLANK.sub(" ", "".join(map(_seen, text))).strip()


def _seen(char: str) -> str:
    """Return the character; a blank for a control; nothing for what has no width."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} else char
