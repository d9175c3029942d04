"""What people write becomes plain text before it is stored. Screens escape it all the same."""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

LINE_ENDS = re.compile(
    r"\r\n?|\u2028|\u2029|<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE
)
SILENT = {"script", "style", "title", "template", "noscript", "iframe", "textarea"}
# Cc controls, Cs surrogates, Cf what is invisible: zero-width, bidirectional, soft hyphens, tags.
UNSEEN = {"Cc", "Cs", "Cf"}
# Letters by their category that nobody sees: the fillers of Hangul, the blank of Braille.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
MOST_PASSES = 12


def clean_text(text: str) -> str:
    """Return plain text with line breaks: no markup, nothing invisible, nothing that turns text.

    Cleaning what is clean changes nothing: entities are undone until none is left, so that
    markup cannot wait in them for the next save.
    """
    for _ in range(MOST_PASSES):
        cleaned = _clean_once(text)
        if cleaned == text:
            return text
        text = cleaned
    return _without_brackets(text)


def clean_line(text: str) -> str:
    """Return clean_text on one line, as for a title."""
    return " ".join(clean_text(text).split())


def _clean_once(text: str) -> str:
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = _without_unseen(text)
    if "<" in text or "&" in text:
        text = html.unescape(nh3.clean(text, tags=set(), clean_content_tags=SILENT))
        text = _without_unseen(text.replace("\r", "\n"))
    return _tidy(unicodedata.normalize("NFC", text))


def _without_unseen(text: str) -> str:
    return "".join(c for c in text if c == "\n" or _is_seen(c))


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in UNSEEN and char not in FILLERS


def _tidy(text: str) -> str:
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_brackets(text: str) -> str:
    """Return text that no longer can be markup: nobody writes this deep by accident."""
    return _tidy(re.sub(r"[<>&]", " ", text))
