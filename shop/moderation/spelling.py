"""One word, however it is written: zero-width letters, dots and blanks inside, letters pressed
twice, Thai digits, tone marks left out, letters of other scripts that look the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from community.words.digits import THAI_DIGITS
from shop.listings.folding import AM_IN_HALVES, MARKS

BREAK = "\n"  # ends a phrase: no word goes across
GAP = " "  # may stand inside a word that somebody hides
BREAKS = set(',;:()[]{}"!?“”«»\n\r…')
ALIKE = str.maketrans("аеорсухіѕкмтвн", "aeopcyxiskmtbh")
DEPENDENT = "ะาำๅ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # never the first of a syllable
LEADING = "เแโใไ"
TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39])")  # typed in the wrong order
TWICE = re.compile(r"(.)\1+")
E_TWICE = "เเ"  # people write two of them for one แ: it looks the same


@dataclass(frozen=True)
class Letters:
    """What is compared, and where each letter stands in the text."""

    text: str
    where: tuple[int, ...]


def as_written(text: str) -> str:
    """Return the text with its letters in the usual order: what the places of Letters mean."""
    text = AM_IN_HALVES.sub("\\1\u0e33", unicodedata.normalize("NFC", text))
    return TONE_FIRST.sub(r"\2\1", text).replace(E_TWICE, "แ")


def letters_of(text: str, *, with_marks: bool = True) -> Letters:
    """Return what is compared of a text that is `as_written`."""
    found: list[str] = []
    where: list[int] = []
    for place, char in enumerate(text):
        seen = _seen(char)
        if seen and (with_marks or ord(char) not in MARKS):
            found.append(seen)
            where.extend([place] * len(seen))
    return Letters("".join(found), tuple(where))


@lru_cache(maxsize=1024)
def _seen(char: str) -> str:
    """Return the letter it counts as; nothing for what is invisible; a gap or a break."""
    if char in BREAKS:
        return BREAK
    if unicodedata.category(char) in {"Cf", "Cc"}:
        return ""
    if "\u0e00" <= char <= "\u0e7f":
        return char.translate(THAI_DIGITS) if char not in "ฯๆ๏๚๛" else GAP
    plain = unicodedata.normalize("NFKD", char).lower().translate(ALIKE)
    return "".join(one for one in plain if one.isalnum()) or (GAP if not _is_mark(char) else "")


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def key_of(word: str) -> str:
    """Return what two spellings of one word share: its letters and marks alone."""
    return _solid(letters_of(as_written(word)).text)


def squeezed(text: str) -> str:
    """Return letters alone, no marks, none twice: what holds no word of a list has no hit."""
    return TWICE.sub(r"\1", _solid(letters_of(as_written(text), with_marks=False).text))


def _solid(letters: str) -> str:
    return letters.replace(GAP, "")


@lru_cache(maxsize=4096)
def pattern_of(word: str, *, with_marks: bool) -> re.Pattern[str]:
    """Return what finds the word in Letters; a Thai one begins and ends with a syllable."""
    letters = letters_of(as_written(word), with_marks=with_marks).text.strip(GAP)
    if letters.isascii():
        return _latin(letters)
    inside = f"{GAP}*".join(f"{re.escape(one)}+" for one in _solid(letters))
    return re.compile(f"(?<![{LEADING}]){inside}(?![{DEPENDENT}])")


def _latin(letters: str) -> re.Pattern[str]:
    """Find a whole word, its plural, or all of its letters apart."""
    whole = f"{GAP}*".join(
        "".join(f"{re.escape(one)}+" for one in part) for part in letters.split(GAP) if part
    )
    apart = f"{GAP}+".join(re.escape(one) for one in _solid(letters))
    return re.compile(f"(?<![a-z0-9])(?:{whole}(?:e?s)?|{apart})(?![a-z0-9])")
