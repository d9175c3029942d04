"""What a cell says, as text that can be kept: nothing invisible, Thai written one way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from community.words.plain import clean_line, clean_text

MOST_LETTERS = 5000
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
AM_IN_HALVES = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")  # typed so, it looks the same
TWICE = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
STACK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{4,}")  # no word has more than three
# What exporting puts in front of a text that a program could take for a formula.
OURS = re.compile(r"^'(?=[=+\-@\t\r])")
ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"}
NOTHING = {"-", "–", "—"}  # how people say that there is none


# Whatever needs more than its blanks folded: markup, an escape, our own ', marks to look at.
ODD = re.compile("[<&'_\u0e4d]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")


@dataclass(frozen=True)
class Cell:
    """One cell; `answered`: its owner has said on the screen what it is."""

    raw: Any = None
    is_formula: bool = False
    answered: bool = False

    @property
    def text(self) -> str:
        return text_of(self.raw)

    @property
    def is_empty(self) -> bool:
        return not self.text

    @property
    def is_error(self) -> bool:
        return isinstance(self.raw, str) and self.raw.strip().upper() in ERRORS


@dataclass(frozen=True)
class Words:
    """A cell's text cleaned, and what had to be done to it."""

    text: str
    mended: list[str] = field(default_factory=list)  # codes of shop.spreadsheets.cures
    wrong: str = ""  # a code, when it cannot be kept
    had_markup: bool = False


NO_WORDS = Words("")


def text_of(raw: Any) -> str:
    """Return a value on one line, for reading; a whole float loses its ".0"."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    return " ".join(_visible(str(raw)[: MOST_LETTERS + 1]).split())


def words_of(raw: Any, *, lines: bool = False) -> Words:
    """Clean what somebody wrote; `lines` keeps line breaks."""
    return NO_WORDS if raw is None else _cleaned(str(raw), lines)


@lru_cache(maxsize=2048)  # a column says the same again and again
def _cleaned(text: str, lines: bool) -> Words:
    if len(text) <= MOST_LETTERS and text.isprintable() and not ODD.search(text):
        return Words(" ".join(unicodedata.normalize("NFC", text).split()))
    if len(text) > MOST_LETTERS:
        return Words("", wrong="too_long_cell")
    decoded = EXCEL_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    mended = ["hidden_signs"] if decoded != text else []
    decoded = OURS.sub("", decoded)
    if BIDI.search(decoded):
        mended.append("turned_text")
    tidy = "\n".join(" ".join(line.split()) for line in _visible(decoded).splitlines())
    whole, joined = thai(tidy.strip())
    if joined:
        mended.append("am_joined")
    clean = clean_text(whole) if lines else clean_line(whole)
    had_markup = ("<" in whole or "&" in whole) and clean.split() != whole.split()
    wrong = "stacked" if STACK.search(clean) else ""
    return Words(clean, mended, wrong, had_markup)


def thai(text: str) -> tuple[str, bool]:
    """Return the text with Thai written one way, and whether a vowel am was joined."""
    text = unicodedata.normalize("NFC", text)
    joined = AM_IN_HALVES.sub("\\1\u0e33", text)
    return TWICE.sub(r"\1", joined), joined != text


def _visible(text: str) -> str:
    """Leave out what nobody sees; a control or an odd blank becomes a blank."""
    if text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(char: str) -> str:
    if char in "\n\r" or (char.isascii() and char.isprintable()):
        return char
    category = unicodedata.category(char)
    if category in {"Cf", "Cs"}:
        return ""
    return " " if category in {"Cc", "Zs", "Zl", "Zp"} else char
