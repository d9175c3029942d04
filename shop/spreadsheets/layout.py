"""What of a sheet is not in its values: formulas, merged cells, columns that are hidden."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.utils.cell import coordinate_from_string

MOST_FORMULAS = 20_000
MOST_MERGED = 5_000
MOST_HIDDEN = 200


@dataclass
class Layout:
    """Rows are counted from 1, columns from 0."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    # (first row, last row, first column, last column), both included
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def layout_of(data: bytes, part: str) -> Layout:
    """Read the sheet's XML as a stream; the archive was looked at before."""
    layout = Layout()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as sheet:
        _read(sheet, layout)
    return layout


def _read(sheet: IO[bytes], layout: Layout) -> None:
    # Expat itself refuses entities that grow; the part is no larger than was agreed.
    for _event, element in iterparse(sheet):  # noqa: S314
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            _cell(element, layout)
        elif tag == "col":
            _column(element, layout)
        elif tag == "mergeCell" and len(layout.merged) < MOST_MERGED:
            first_column, first, last_column, last = range_boundaries(element.get("ref", "A1"))
            layout.merged.append((first, last, first_column - 1, last_column - 1))
        if tag in {"row", "c"}:
            element.clear()


def _cell(cell: Element, layout: Layout) -> None:
    if cell.find("{*}f") is None or len(layout.formulas) >= MOST_FORMULAS:
        return
    letters, row = coordinate_from_string(cell.get("r", "A1"))
    layout.formulas.add((row, column_index_from_string(letters) - 1))


def _column(column: Element, layout: Layout) -> None:
    if column.get("hidden") not in {"1", "true"}:
        return
    first, last = int(column.get("min", "1")), int(column.get("max", "1"))
    layout.hidden.update(range(first - 1, min(last, first + MOST_HIDDEN)))


def sheet_part(sheet: Any) -> str:
    """Return the name of the sheet's part; openpyxl's own reader opens it by this name."""
    return str(sheet._worksheet_path).lstrip("/")
