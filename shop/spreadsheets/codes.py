"""Codes to propose where a file has none: the next of its own series."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from shop.spreadsheets.goods import sku_key

NUMBER_AT_END = re.compile(r"(.*?)(\d+)$")


class Codes:
    """What is taken, and a proposal that nothing else has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self._choices: defaultdict[str, int] = defaultdict(lambda: 1)
        self._steps = 0

    def next(self) -> str:
        """Return the next code of the file's own series, and take it."""
        prefix, last, width = self._series
        self._steps += 1
        return self._take(f"{prefix}{last + self._steps:0{width}d}".upper())

    def next_choice(self, code: str) -> str:
        """Return P5-2, P5-3 and so on for choices of P5, and take it."""
        proposal = ""
        while not proposal or sku_key(proposal) in self.taken:
            self._choices[code] += 1
            proposal = f"{code}-{self._choices[code]}"
        return self._take(proposal)

    def _take(self, code: str) -> str:
        self.taken.add(sku_key(code))
        return code

    @cached_property
    def _series(self) -> tuple[str, int, int]:
        """Return the prefix that most codes have, their highest number and its width."""
        found = [match for match in map(NUMBER_AT_END.fullmatch, self.taken) if match]
        counts = Counter(match[1] for match in found)
        prefix = min(counts, key=lambda one: (-counts[one], one), default="a")
        numbers = [match[2] for match in found if match[1] == prefix]
        width = max(map(len, numbers), default=3)
        return prefix, max(map(int, numbers), default=0), width
