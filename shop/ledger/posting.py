"""Post journals: the only writer of the books. Three statements, however many journals.

In the caller's transaction, with the act that it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from shop.ledger.accounts import parts
from shop.ledger.models import Entry

What = Entry.What

ACCOUNTS = """
WITH given AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[])
        AS g(code, kind, seller_id, community_id)
), made AS (
    INSERT INTO ledger_account (code, kind, seller_id, community_id)
    SELECT * FROM given g
    WHERE NOT EXISTS (SELECT 1 FROM ledger_account a WHERE a.code = g.code)
    ON CONFLICT (code) DO NOTHING RETURNING code, id
)
SELECT code, id FROM made UNION
SELECT code, id FROM ledger_account WHERE code = ANY(%s::text[])
"""
JOURNALS = """
INSERT INTO ledger_journal (key, cause, at, purchase_id, by_id, second_id, note)
SELECT * FROM unnest(%s::text[], %s::text[], %s::timestamptz[], %s::bigint[], %s::bigint[],
                     %s::bigint[], %s::text[])
ON CONFLICT (key) DO NOTHING RETURNING key, id
"""
ENTRIES = """
INSERT INTO ledger_entry (journal_id, account_id, amount_satang, what, seller_order_id, at)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[],
                     %s::timestamptz[])
"""


class LedgerError(Exception):
    """The books cannot take it."""


class Unbalanced(LedgerError):
    """A journal does not sum to zero. Carries its key and the rest in satang."""

    def __init__(self, key: str, rest: int) -> None:
        super().__init__(f"{key}: {rest} satang")
        self.key = key
        self.rest = rest


@dataclass(frozen=True)
class Row:
    account: str  # a code of shop.ledger.accounts
    satang: int  # plus: debit, minus: credit
    what: str = What.MOVE
    seller_order_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """A journal to be posted. Rows of zero are left out; without rows nothing is posted."""

    key: str
    cause: str
    rows: Sequence[Row]
    purchase_id: int | None = None
    by_id: int | None = None
    second_id: int | None = None
    note: str = ""
    at: datetime = field(default_factory=lambda: timezone.now())  # noqa: PLW0108 - looked up late

    @property
    def written(self) -> list[Row]:
        return [row for row in self.rows if row.satang]


@transaction.atomic
def post(*drafts: Draft) -> list[str]:
    """Post journals and return the keys of those that were not posted before.

    A key that is there already posts nothing: the act was booked. Raises Unbalanced.
    """
    full = [draft for draft in drafts if draft.written]
    for draft in full:
        _check_balance(draft)
    if not full:
        return []
    account_ids = _account_ids({row.account for draft in full for row in draft.written})
    journal_ids = _write_journals(full)
    new = [draft for draft in full if draft.key in journal_ids]
    if new:
        _write_entries(new, journal_ids, account_ids)
    return [draft.key for draft in new]


def _check_balance(draft: Draft) -> None:
    rest = sum(row.satang for row in draft.written)
    if rest:
        raise Unbalanced(draft.key, rest)


def _account_ids(codes: Iterable[str]) -> dict[str, int]:
    """Return the accounts' ids; those that are new are made. Locks nothing that exists."""
    ordered = sorted(codes)
    columns: list[list[Any]] = [list(column) for column in zip(*map(parts, ordered), strict=True)]
    found: dict[str, int] = {}
    while len(found) < len(ordered):  # somebody else is making one: it is there the next time
        found = _pairs(ACCOUNTS, [ordered, *columns, ordered])
    return found


def _write_journals(drafts: Sequence[Draft]) -> dict[str, int]:
    values = [
        (d.key, str(d.cause), d.at, d.purchase_id, d.by_id, d.second_id, d.note) for d in drafts
    ]
    return _pairs(JOURNALS, [list(column) for column in zip(*values, strict=True)])


def _write_entries(
    drafts: Sequence[Draft], journal_ids: dict[str, int], account_ids: dict[str, int]
) -> None:
    columns: dict[int, list[Any]] = defaultdict(list)
    for draft in drafts:
        for row in draft.written:
            values = (
                journal_ids[draft.key],
                account_ids[row.account],
                row.satang,
                str(row.what),
                row.seller_order_id,
                draft.at,
            )
            for position, value in enumerate(values):
                columns[position].append(value)
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, list(columns.values()))


def _pairs(sql: str, values: list[Any]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())
