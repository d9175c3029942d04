"""A figure: what was measured, what it may be, and whether it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True)
class Figure:
    name: str
    value: str
    limit: str
    passed: bool

    @property
    def verdict(self) -> str:
        return "PASS" if self.passed else "FAIL"

    def line(self) -> str:
        return f"{self.verdict}  {self.name}: {self.value} (limit: {self.limit})"

    def packed(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def unpacked(cls, text: str) -> Self:
        return cls(**json.loads(text))


def as_table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table."""
    rows = [f"| {f.name} | {f.value} | {f.limit} | {f.verdict} |" for f in figures]
    return "\n".join(["| Figure | Value | Limit | |", "|---|---|---|---|", *rows])
