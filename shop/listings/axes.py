"""What the variants of a listing differ in: up to three axes, each with its values, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from shop.listings.folding import fold

MOST_AXES = 3
MOST_VALUES = 20
MOST_VARIANTS = 40  # a form takes 500 fields, and a telephone no more
LONGEST_WORD = 40

Axes = dict[str, list[str]]  # {"สี": ["แดง", "คราม"], "ขนาด": ["S", "L"]}
Options = dict[str, str]  # {"สี": "แดง", "ขนาด": "L"}


def combinations_of(axes: Mapping[str, Sequence[str]]) -> list[Options]:
    """Return every combination, in the order of choosing; one empty one without axes."""
    return [dict(zip(axes, values, strict=True)) for values in product(*axes.values())]


def values_of(names: Sequence[str], many: Iterable[Mapping[str, str]]) -> Axes:
    """Return the values that these options have on each axis, in the order they come."""
    listed = list(many)
    return {
        name: list(dict.fromkeys(options[name] for options in listed if name in options))
        for name in names
    }


def said_twice(words: Sequence[str]) -> str:
    """Return the first word that means the same as one before it, else nothing."""
    seen: set[str] = set()
    for word in words:
        if fold(word) in seen:
            return word
        seen.add(fold(word))
    return ""


def renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return the axes that only changed their name: in the same place, the other name gone."""
    pairs = zip(old, new, strict=False)
    return {was: now for was, now in pairs if was != now and was not in new and now not in old}


def moved_to(options: Mapping[str, str], axes: Axes, names: Mapping[str, str]) -> Options:
    """Return where a variant stands among new axes: a new axis begins with its first value."""
    told = {names.get(name, name): value for name, value in options.items()}
    return {name: told.get(name, values[0]) for name, values in axes.items()}
