"""What is said of a row: what is wrong, what is asked, what was read otherwise than written."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made_of
from typing import Any

NOTE, WARN, ASK, REJECT, SKIP = "note", "warn", "ask", "reject", "skip"
WORST = (SKIP, REJECT, ASK, WARN)


@dataclass(frozen=True)
class Remark:
    """One sentence about one field; `code` names it in shop.spreadsheets.cures."""

    level: str
    field: str
    code: str
    facts: dict[str, Any] = made_of(default_factory=dict)
    # What the cell could have meant, as it would have been typed: [typed, …].
    choices: list[str] = made_of(default_factory=list)

    def kept(self) -> list[Any]:
        return [self.level, self.field, self.code, self.facts, self.choices]


def verdict_of(remarks: list[Remark]) -> str:
    """Return the worst of them; a note alone changes nothing."""
    levels = {remark.level for remark in remarks}
    return next((level for level in WORST if level in levels), "accept")
