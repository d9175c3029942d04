"""What is asked of a whole file: its kinds of goods and its choices, forty of each at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from shop.spreadsheets.categories import guess
from shop.spreadsheets.models import Import

AT_ONCE = 40
AFTER = re.compile(r"(\d{1,6})-(\d{1,6})")
SHOW = re.compile(r"[a-z]{1,10}")


@dataclass(frozen=True)
class Questions:
    """`words`: (place, word, chosen or guessed category); `after` leads to the next ones."""

    words: list[tuple[int, str, int | None]]
    joins: list[dict[str, Any]]
    word_count: int
    join_count: int
    after: str


def questions_of(
    brought: Import, names: dict[int, tuple[str, str]], query: Mapping[str, str]
) -> Questions:
    """Return those behind `after`; behind the last one begin anew: none is out of reach."""
    word_after, join_after = _after(query.get("after", ""))
    waiting = _waiting(brought)
    words = [one for one in waiting if one[0] > word_after] or waiting
    joins = [one for one in brought.joins if one["first"] > join_after] or brought.joins
    words, joins = words[:AT_ONCE], joins[:AT_ONCE]
    more = len(waiting) > AT_ONCE or len(brought.joins) > AT_ONCE
    last = f"{words[-1][0] if words else 0}-{joins[-1]['first'] if joins else 0}"
    return Questions(
        [(place, word, pk or guess(word, names)) for place, word, pk in words],
        joins,
        len(waiting),
        len(brought.joins),
        last if more else "",
    )


def _waiting(brought: Import) -> list[tuple[int, str, int | None]]:
    asked = brought.rows.filter(waits=True).values_list("data__category", flat=True).distinct()
    waiting = set(asked)
    return [
        (place, word, pk)
        for place, (word, pk) in enumerate(sorted(brought.categories.items()))
        if word in waiting
    ]


def _after(text: str) -> tuple[int, int]:
    found = AFTER.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def place_of(query: Mapping[str, str]) -> str:
    """Return "?after=…&page=…" of where somebody was, nothing else that an address may hold."""
    kept = {
        "after": query.get("after", "") if AFTER.fullmatch(query.get("after", "")) else "",
        "page": query.get("page", "")[:6] if query.get("page", "").isdecimal() else "",
        "show": query.get("show", "") if SHOW.fullmatch(query.get("show", "")) else "",
    }
    text = urlencode({name: value for name, value in kept.items() if value})
    return f"?{text}" if text else ""
