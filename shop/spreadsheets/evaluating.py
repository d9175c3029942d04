"""From a table to its rows with all that is to be said of them; nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shop.spreadsheets.amounts import has_decimal_commas
from shop.spreadsheets.cells import text_of
from shop.spreadsheets.columns import Column, unit_in_heading
from shop.spreadsheets.known import Known
from shop.spreadsheets.remarks import SKIP, Remark
from shop.spreadsheets.rows import Read, Reading, read_row
from shop.spreadsheets.sorting_out import sort_out
from shop.spreadsheets.tables import Table
from shop.spreadsheets.whole import AXIS, look_at_all

NOBODY_KNOWN: Mapping[str, Known] = {}
EVERY = 200  # rows between two words about how far it is
Note = tuple[str, dict[str, Any]]


@dataclass
class Evaluated:
    reads: list[Read] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    joins: list[dict[str, object]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def evaluate(
    table: Table,
    columns: list[Column],
    said: dict[str, Any],
    tell: Callable[[int], None] = lambda _done: None,
    known: Mapping[str, Known] = NOBODY_KNOWN,
) -> Evaluated:
    """Read every row; `tell` hears how many are done, `known` are goods that are there."""
    reading = replace(_reading(table, columns, said), known=known)
    result = Evaluated(skipped=list(table.skipped))
    section = ""
    for done, (number, row) in enumerate(table.rows):
        if done % EVERY == 0:
            tell(done)
        found = sort_out(number, row, columns, table.layout)
        section = found.section or section
        if found.why:
            result.skipped.append((number, found.why))
            continue
        read = read_row(number, row, reading)
        read.goods.category = read.goods.category or section
        result.reads.append(read)
    result.joins = look_at_all(result.reads, said.get("join", []), _axis(columns))
    result.notes = _notes(table, columns, result.reads)
    return result


def _reading(table: Table, columns: list[Column], said: dict[str, Any]) -> Reading:
    place = next((one.place for one in columns if one.field == "price"), None)
    prices = (
        [] if place is None else [text_of(row[place]) for _n, row in table.rows if place < len(row)]
    )
    return Reading(
        columns,
        said.get("weight_unit") or unit_in_heading(columns),
        has_decimal_commas(prices),
        _describes(table, columns),
        table.layout.formulas,
        said.get("answers", {}),
    )


def _texts(table: Table, columns: list[Column], field: str) -> list[str]:
    place = next((one.place for one in columns if one.field == field), None)
    if place is None:
        return []
    return [text_of(row[place]) for _number, row in table.rows if place < len(row)]


def _describes(table: Table, columns: list[Column]) -> bool:
    """Return whether most rows have a description, so that an empty one is worth a word."""
    texts = _texts(table, columns, "description")
    return sum(map(bool, texts)) * 2 > len(table.rows)


def _axis(columns: list[Column]) -> str:
    heading = next((one.heading for one in columns if one.field == "option"), "")
    return "สี" if heading.strip() == "สี" else AXIS


def _notes(table: Table, columns: list[Column], reads: list[Read]) -> list[Note]:
    notes: list[Note] = [("people_sheet", {"sheet": name[:60]}) for name in table.people_sheets]
    fields = {one.field for one in columns}
    new = any(not read.goods.is_known for read in reads)
    if not fields & {"size", "length"} and new:
        notes.append(("no_sizes", {}))
    if "description" in fields and not _describes(table, columns) and new:
        notes.append(("no_descriptions", {}))
    return notes


def skip_remark(why: str) -> Remark:
    return Remark(SKIP, "", why)


def weights_seem_kilos(table: Table, columns: list[Column]) -> bool:
    """Return whether all weights are below 10, as kilograms are."""
    if unit_in_heading(columns):
        return False
    texts = _texts(table, columns, "weight")
    numbers = [float(text) for text in texts if text.replace(".", "", 1).isdecimal()]
    return len(numbers) * 2 > len(texts) and all(number < 10 for number in numbers)
