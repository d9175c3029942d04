"""Find the words of what may not be sold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from shop.listings.folding import MARKS
from shop.moderation.models import Word
from shop.moderation.spelling import (
    GAP,
    Letters,
    as_written,
    key_of,
    letters_of,
    pattern_of,
    squeezed,
)

Effect = Word.Effect
Span = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """One place in a text."""

    word: str  # as staff wrote it
    topic: str
    is_forbidden: bool  # may not stand in a name; else staff look
    written: str  # as it stands in the text


class Text:
    """A text, taken apart once for all words."""

    def __init__(self, text: str) -> None:
        self.text = as_written(text)
        self.squeezed = squeezed(self.text)

    @cached_property
    def marked(self) -> Letters:
        return letters_of(self.text)

    @cached_property
    def unmarked(self) -> Letters:
        return letters_of(self.text, with_marks=False)

    def places_of(self, word: Word) -> Iterator[Place]:
        letters = self.marked if word.marks_matter else self.unmarked
        pattern = pattern_of(word.text, with_marks=word.marks_matter)
        own_gaps = as_written(word.text).strip().count(" ")
        for match in pattern.finditer(letters.text):
            start, end = letters.where[match.start()], letters.where[match.end() - 1] + 1
            while end < len(self.text) and ord(self.text[end]) in MARKS:
                end += 1  # the mark belongs to the letter before it
            gaps = max(match[0].count(GAP) - own_gaps, 0)
            yield Place((start, end), self.text[start:end], gaps)


@dataclass(frozen=True)
class Place:
    span: Span
    written: str
    gaps: int

    @property
    def may_be_chance(self) -> bool:
        """One blank: two words side by side may read like one, as เม็ดงา ช้างไม้."""
        return self.gaps == 1 and " " in self.written and not self.written.isascii()


class Words:
    """All words, read once: for many texts."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = [(squeezed(word.text), word) for word in words]

    @classmethod
    def load(cls) -> Self:
        return cls(list(Word.objects.all()))

    def find(self, text: str) -> list[Hit]:
        """Return one hit for each word that the text has, the forbidden ones first."""
        looked_at = Text(text)
        there = [word for key, word in self.words if key and key in looked_at.squeezed]
        fine = [
            place
            for word in there
            if word.effect == Effect.FINE
            for place in looked_at.places_of(word)
            if place.gaps <= 1  # hidden on purpose is not harmless
        ]
        found = [_found(looked_at, word, fine) for word in there if word.effect != Effect.FINE]
        hits = _longest([one for one in found if one])
        return sorted(hits, key=lambda hit: not hit.is_forbidden)


def _found(text: Text, word: Word, fine: list[Place]) -> tuple[Place, Hit] | None:
    """Return the first place that counts, a certain one before one that may be chance."""
    places = [place for place in text.places_of(word) if not _is_harmless(place, fine)]
    places.sort(key=lambda place: place.may_be_chance)
    if not places:
        return None
    first, forbids = places[0], word.effect == Effect.FORBID
    if first.may_be_chance and not forbids:
        return None
    is_forbidden = forbids and not first.may_be_chance
    return first, Hit(word.text, word.topic, is_forbidden, first.written)


def _is_harmless(place: Place, fine: list[Place]) -> bool:
    """Return whether it is a part of harmless words; those may not be further apart than it."""
    return any(_is_inside(place, one) and one.gaps <= place.gaps for one in fine)


def _longest(found: list[tuple[Place, Hit]]) -> list[Hit]:
    """Leave out what stands inside a longer one, as beer does in craft beer.

    Of words that differ in marks alone, the one that is spelt so is named.
    """
    found.sort(key=lambda one: key_of(one[1].word) == key_of(one[1].written))
    at_place = {place.span: (place, hit) for place, hit in found}
    places = [place for place, _ in at_place.values()]
    return [
        hit
        for place, hit in at_place.values()
        if not any(_is_inside(place, other) and other is not place for other in places)
    ]


def _is_inside(place: Place, other: Place) -> bool:
    return other.span[0] <= place.span[0] and place.span[1] <= other.span[1]


def find(text: str) -> list[Hit]:
    """Return what a text has of the staff's words; Words.load() is for many texts."""
    return Words.load().find(text) if text.strip() else []
