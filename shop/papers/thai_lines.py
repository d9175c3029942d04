"""Where a line of Thai may end: at a blank, before a vowel that leads, never before a mark."""

from __future__ import annotations

from collections.abc import Callable

# A line never begins with these: they belong to what stands before.
CLINGS = set("ะาำๅๆฯัิีึืฺุู็่้๊๋์ํ๎")
LEADS = set("เแโใไ")


def lines_of(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut one paragraph into lines that fit. What is too wide for a line is cut anywhere that
    leaves letters whole."""
    lines, line = [], ""
    for piece in _small_enough(pieces(text), fits):
        if line and not fits((line + piece).rstrip()):
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def pieces(text: str) -> list[str]:
    """Cut a text where a line may end."""
    found: list[str] = []
    for position, letter in enumerate(text):
        before = text[position - 1] if position else ""
        starts = before in set(" /-") or (letter in LEADS and before not in LEADS)
        if not found or (starts and letter not in CLINGS):
            found.append(letter)
        else:
            found[-1] += letter
    return found


def letters(text: str) -> list[str]:
    """Cut a text into letters, each with the vowel before and the marks around it."""
    found: list[str] = []
    for letter in text:
        joins = letter in CLINGS or (found and found[-1][-1] in LEADS)
        if found and joins:
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _small_enough(parts: list[str], fits: Callable[[str], bool]) -> list[str]:
    return [one for part in parts for one in ([part] if fits(part) else letters(part))]
