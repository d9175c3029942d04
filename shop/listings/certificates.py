"""A listing's copy of its checked certificates, as shop.certificates.showing writes it.

An entry is {"kind", "number", "stars", "year", "from", "until"}; days are ISO 8601 or null.
A card holds one as a code, its stars or number after a colon: otop:5, fda:…, gi.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

# The one on a card is the first of these that the listing has.
RANK = ("otop", "gi", "organic", "fda", "tcps", "halal")
# What buyers type to find goods by their certificate.
SEARCHED = {
    "otop": "OTOP โอทอป {stars} ดาว",
    "gi": "GI จีไอ สิ่งบ่งชี้ทางภูมิศาสตร์",
    "organic": "organic ออร์แกนิก เกษตรอินทรีย์",
    "fda": "อย. FDA",
    "tcps": "มผช. TCPS",
    "halal": "halal ฮาลาล",
}


Entry = TypedDict(
    "Entry",
    {
        "kind": str,
        "number": str,
        "stars": int | None,
        "year": int | None,  # Gregorian
        "from": str | None,
        "until": str | None,
    },
)


def valid_on(entries: Iterable[Entry], day: date) -> list[Entry]:
    """Return the entries that count on that day, the one that says most first."""
    today = day.isoformat()
    valid = [entry for entry in entries if _counts(entry, today)]
    return sorted(valid, key=lambda entry: RANK.index(entry["kind"]))


def _counts(entry: Entry, today: str) -> bool:
    begins, ends = entry["from"], entry["until"]
    return (not begins or begins <= today) and (not ends or today <= ends)


def code_of(entry: Entry) -> str:
    said = entry["stars"] if entry["kind"] == "otop" else entry["number"]
    return f"{entry['kind']}:{said}" if said else entry["kind"]


def searched_words(entries: Iterable[Entry]) -> list[str]:
    """Return what a search finds these entries by: their names and their numbers."""
    return [
        f"{SEARCHED[entry['kind']].format(stars=entry['stars'])} {entry['number']}"
        for entry in entries
    ]


def last_day(entry: Entry) -> date | None:
    return date.fromisoformat(entry["until"]) if entry["until"] else None


def kind_of(code: str) -> str:
    return code.partition(":")[0]


def number_of(code: str) -> str:
    return code.partition(":")[2]
