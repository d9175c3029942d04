"""The journal of a period as a table for the accountant: every entry a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from shop.ledger.gateway_days import bounds
from shop.ledger.models import Entry
from shop.ledger.naming import name_of
from shop.money import from_satang

# In the reader's language; the codes behind it stay the same for whoever reads by a program.
HEAD = [
    _("Day"),
    _("Time"),
    _("What happened"),
    _("Account"),
    _("Debit, baht"),
    _("Credit, baht"),
    _("What it is"),
    _("Purchase"),
    _("Order of the shop"),
    _("Note"),
    _("By"),
    _("Second person"),
    _("Journal"),
]
CODES = ["cause", "account", "column"]
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
    return _lines(first, last, translation.get_language() or settings.LANGUAGE_CODE)


def _lines(first: date, last: date, language: str) -> Iterator[str]:
    """Return the lines in one language, whichever is on when they are sent."""
    writer = csv.writer(_Echo())
    with translation.override(language):
        head = [*map(str, HEAD), *CODES]
    yield MARK + writer.writerow(head)
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
        with translation.override(language):
            row = _row(entry)
        yield writer.writerow([_plain(cell) for cell in row])


def _row(entry: Entry) -> list[str]:
    journal, when = entry.journal, timezone.localtime(entry.at)
    amount = f"{from_satang(abs(entry.amount_satang))}"
    is_debit = entry.amount_satang > 0
    return [
        f"{when:%Y-%m-%d}",
        f"{when:%H:%M:%S}",
        str(journal.get_cause_display()),
        name_of(entry.account),
        amount if is_debit else "",
        "" if is_debit else amount,
        str(entry.get_what_display()),
        journal.purchase.number if journal.purchase else "",
        entry.seller_order.number if entry.seller_order else "",
        journal.note,
        _person(journal.by),
        _person(journal.second),
        journal.key,
        journal.cause,
        entry.account.code,
        entry.what,
    ]


def _person(person: Any) -> str:
    return str(person.get_full_name()) if person else ""


def _plain(text: str) -> str:
    """Return a text that a spreadsheet takes for nothing else."""
    return f"'{text}" if text.startswith(FORMULA) else text
