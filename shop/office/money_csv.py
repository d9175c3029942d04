"""The journal of a period as a table for the accountant: every entry a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from shop.ledger.gateway_days import bounds
from shop.ledger.models import Entry
from shop.ledger.naming import name_of
from shop.money import from_satang

HEAD = [
    "date",
    "time",
    "journal",
    "cause",
    "account",
    "account_name",
    "debit_baht",
    "credit_baht",
    "column",
    "purchase",
    "seller_order",
    "note",
    "by",
    "second",
]
# So that Excel reads the Thai.
MARK = "\ufeff"
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """What is written comes back as it is."""

    def write(self, text: str) -> str:
        return text


def journal_csv(first: date, last: date) -> Iterator[str]:
    """Return the lines of the file, oldest entry first; read as they are sent."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(HEAD)
    start, end = bounds(first, last)
    found = Entry.objects.filter(at__gte=start, at__lt=end).select_related(
        "journal__purchase",
        "journal__by",
        "journal__second",
        "account__seller",
        "account__community",
        "seller_order",
    )
    for entry in found.order_by("at", "pk").iterator(chunk_size=2000):
        yield writer.writerow([_plain(cell) for cell in _row(entry)])


def _row(entry: Entry) -> list[str]:
    journal, when = entry.journal, timezone.localtime(entry.at)
    amount = f"{from_satang(abs(entry.amount_satang))}"
    is_debit = entry.amount_satang > 0
    return [
        f"{when:%Y-%m-%d}",
        f"{when:%H:%M:%S}",
        journal.key,
        journal.cause,
        entry.account.code,
        name_of(entry.account),
        amount if is_debit else "",
        "" if is_debit else amount,
        entry.what,
        journal.purchase.number if journal.purchase else "",
        entry.seller_order.number if entry.seller_order else "",
        journal.note,
        _person(journal.by),
        _person(journal.second),
    ]


def _person(person: Any) -> str:
    return str(person.get_full_name()) if person else ""


def _plain(text: str) -> str:
    """Return a text that a spreadsheet takes for nothing else."""
    return f"'{text}" if text.startswith(FORMULA) else text
