"""What was not saved, and why, as a file to go through beside the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from shop.spreadsheets.columns import FIELDS
from shop.spreadsheets.cures import sentence
from shop.spreadsheets.models import Import, ImportRow

Verdict = ImportRow.Verdict


def report_rows(brought: Import) -> Iterator[list[Any]]:
    """Yield the headings, then a row for each thing that is wrong or asked."""
    yield [_("File"), _("Row"), _("Column"), _("Code (SKU)"), _("Name"), _("What to do")]
    wrong = brought.rows.filter(verdict__in=[Verdict.ASK, Verdict.REJECT])
    for row in wrong.iterator(chunk_size=500):
        for level, field, code, facts, _choices in row.remarks:
            if level in {"ask", "reject"}:
                yield [
                    brought.file_name,
                    row.number,
                    str(FIELDS.get(field, "")),
                    row.data.get("sku", ""),
                    row.data.get("title", ""),
                    sentence(code, facts),
                ]
